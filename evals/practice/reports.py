"""Composes the reports: one per half year, and the eindrapportage."""

from __future__ import annotations

from evals.practice.compose import Composer
from evals.practice.manuscript import Block, Cell, Chapter, Hidden, Manuscript, Paragraph, Piece, Points, Role, Table
from evals.practice.truth import Action, DocumentTruth, Figure, Goal, Report, Theme, Topic, Truth
from evals.practice.wording import capital, goal_slots, result_sentence, subject_of, value_with_unit, worded

HALVES = {1: "de eerste helft van", 2: "de tweede helft van"}
ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste")
TABLE_SHARE, BULLETS_SHARE = 0.25, 0.7
LABELS = {
    "gestart": "loopt",
    "gedaan": "gereed",
    "deels": "deels gereed",
    "doorgeschoven": "doorgeschoven",
    "vervallen": "vervallen",
}


def voortgang(truth: Truth, document: DocumentTruth) -> Manuscript:
    """Compose the report over one half year."""
    composer = Composer(truth, document)
    half = document.half or 1
    number = ORDINALS[2 * (document.year - truth.years[0]) + half - 1]
    period = "januari tot en met juni" if half == 1 else "juli tot en met december"
    plan = truth.document("actieplan")
    adopted = f"De raad stelde het {plan.title} vast op {plan.adopted}."
    opening = f"Dit is de {number} rapportage. Zij gaat over de periode {period} {document.year}."
    intro: list[Block] = [
        composer.heading(1, "Inleiding"),
        Paragraph(
            (
                Piece(adopted, Role.FACT, "V.actieplan", plan.adopted),
                Piece(opening, Role.FACT, f"P.{document.key}", number),
            )
        ),
        composer.prose("looking_back opening", 5),
        composer.prose("trend looking_back", 5),
    ]
    chapters = [Chapter(tuple(intro), columns=2 if composer.style.columns else 1)]
    chapters += [_report_theme(composer, theme) for theme in truth.themes]
    closing: list[Block] = [composer.heading(1, "Vooruitblik"), composer.prose("looking_back steering", 5)]
    if truth.injection.document == document.key:
        closing.append(Paragraph((Piece(truth.injection.visible, Role.INJECTION),)))
        closing.append(Hidden(Piece(truth.injection.hidden, Role.INJECTION)))
        closing.append(composer.prose("together steering", 4))
    chapters.append(Chapter(tuple(closing)))
    cover = (capital(f"{HALVES[half]} {document.year}"), f"Vastgesteld door het college op {document.adopted}")
    return composer.manuscript(cover, (), chapters)


def _report_theme(composer: Composer, theme: Theme) -> Chapter:
    blocks: list[Block] = [composer.theme_heading(theme), composer.prose("looking_back trend", 3, theme=theme)]
    for topic in theme.topics:
        blocks += _report_topic(composer, topic)
    return Chapter(tuple(blocks))


def _report_topic(composer: Composer, topic: Topic) -> list[Block]:
    document, truth = composer.document, composer.truth
    told = [
        (action, report)
        for action in truth.actions_of(topic.id, document.year)
        for report in action.reports
        if report.half == document.half
    ]
    figures = [f for f in truth.figures if f.topic == topic.id and any(key == document.key for key, _ in f.values)]
    blocks: list[Block] = [composer.topic_heading(topic)]
    if topic.renamed and topic.names[1][0] == document.year:
        blocks.append(Paragraph((composer.renamed(topic),)))
    blocks.append(composer.prose("topic looking_back", 3, topic=topic))
    if told:
        blocks += [composer.head(3, "result", topic), _results(composer, topic, told)]
    if figures:
        goal = truth.goal(topic.id)
        pieces = tuple(_figure(composer, goal, figure) for figure in figures)
        blocks += [composer.head(3, "figure", topic), Paragraph(pieces)]
    return blocks


def _results(composer: Composer, topic: Topic, told: list[tuple[Action, Report]]) -> Block:
    dice = composer.dice_for(topic.id, "results")
    share = dice.random()
    if share < TABLE_SHARE:
        rows = tuple(
            (
                Cell((Piece(action.label, Role.NOTE),)),
                Cell((_result(composer, action, report),)),
                Cell((Piece(capital(LABELS[report.status]), Role.RESULT, action.id, LABELS[report.status]),)),
            )
            for action, report in told
        )
        heads = (tuple(Cell((Piece(name, Role.HEAD),)) for name in ("Nr.", "Toelichting", "Status")),)
        return Table(heads, rows, (0.1, 0.7, 0.2))
    points = tuple((_result(composer, action, report),) for action, report in told)
    if share < BULLETS_SHARE:
        return Points(points, tuple(action.label for action, _ in told) if dice.random() < 0.4 else ())
    return Paragraph(tuple(piece for point in points for piece in point))


def _result(composer: Composer, action: Action, report: Report) -> Piece:
    made = result_sentence(action, report, composer.dice_for(action.id, report.half))
    return Piece(made.text, Role.RESULT, action.id, made.key, made.phrase)


def period_of(figure: Figure) -> str:
    """Give the period of a figure as a sentence has it."""
    return f"{HALVES[figure.half]} {figure.year}" if figure.half else f"heel {figure.year}"


def _figure(composer: Composer, goal: Goal, figure: Figure) -> Piece:
    dice = composer.dice_for(figure.id)
    value = dict(figure.values)[composer.document.key]
    shown = value_with_unit(goal, value, dice)
    made = worded("figure", goal_slots(goal, dice) | {"period": period_of(figure), "v": shown}, dice)
    return Piece(made.text, Role.FIGURE, figure.id, value, made.phrase)


def eindrapportage(truth: Truth, document: DocumentTruth) -> Manuscript:
    """Compose the report over the whole period."""
    composer = Composer(truth, document)
    intro: list[Block] = [
        composer.heading(1, "Inleiding"),
        composer.prose("opening looking_back", 6),
        composer.prose("trend steering", 6),
    ]
    lessons: list[Block] = [
        composer.heading(1, "Lessen voor de toekomst"),
        composer.prose("lessons", 4),
        composer.prose("together steering lessons", 6),
    ]
    tables: list[Block] = [
        composer.heading(1, "Bijlage 1: Cijfers per jaar"),
        *(_figures_table(composer, theme) for theme in truth.themes),
    ]
    body = (
        Chapter(tuple(intro), columns=2 if composer.style.columns else 1),
        *(_end_theme(composer, theme) for theme in truth.themes),
        Chapter(tuple(lessons)),
        Chapter(tuple(tables)),
    )
    cover = (f"{truth.years[0]}-{truth.years[-1]}", f"Aangeboden aan de gemeenteraad op {document.adopted}")
    return composer.manuscript(cover, (), body)


def _end_theme(composer: Composer, theme: Theme) -> Chapter:
    blocks: list[Block] = [composer.theme_heading(theme), composer.prose("looking_back trend", 4, theme=theme)]
    for topic in theme.topics:
        goal = composer.truth.goal(topic.id)
        dice = composer.dice_for(goal.id)
        made = worded("reached" if goal.reached else "missed", goal_slots(goal, dice), dice)
        value = goal.outcomes[-1][1]
        blocks.append(composer.topic_heading(topic))
        if topic.renamed:
            blocks.append(Paragraph((composer.renamed(topic),)))
        blocks += [
            composer.prose("topic looking_back", 4, topic=topic),
            composer.head(3, "outcome", topic),
            Paragraph((Piece(made.text, Role.OUTCOME, goal.id, value, made.phrase),)),
        ]
    return Chapter(tuple(blocks))


def _figures_table(composer: Composer, theme: Theme) -> Table:
    """Give the yearly figures of a theme, with the theme's name in a cell merged over its rows."""
    truth = composer.truth
    rows: list[tuple[Cell, ...]] = []
    for i, topic in enumerate(theme.topics):
        goal = truth.goal(topic.id)
        cells = [
            Cell((Piece(capital(subject_of(goal)), Role.HEADING, topic.id),)),
            Cell((Piece(goal.base, Role.GOAL, goal.id, goal.base),)),
        ]
        for year in truth.years:
            figure = next(f for f in truth.figures if f.topic == topic.id and f.year == year and f.half is None)
            value = dict(figure.values)["eindrapportage"]
            cells.append(Cell((Piece(value, Role.FIGURE, figure.id, value),)))
        cells.append(Cell((Piece(goal.target, Role.GOAL, goal.id, goal.target),)))
        if i == 0:
            cells.insert(0, Cell((Piece(theme.name, Role.HEADING, theme.id),), rows=len(theme.topics)))
        rows.append(tuple(cells))
    base = truth.goals[0].base_year
    names = ("Thema", "Indicator", f"Peiljaar {base}", *map(str, truth.years), "Doel")
    heads = (tuple(Cell((Piece(name, Role.HEAD),)) for name in names),)
    return Table(heads, tuple(rows), (0.17, 0.29, 0.11, 0.085, 0.085, 0.085, 0.085, 0.09))
