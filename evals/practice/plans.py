"""Composes the plans: the Actieplan of four years and the Jaarplan of each."""

from __future__ import annotations

from evals.practice.compose import Composer, lower
from evals.practice.manuscript import (
    Block,
    Cell,
    Chapter,
    Manuscript,
    Paragraph,
    Piece,
    Points,
    Role,
    Scan,
    Sideways,
    Table,
)
from evals.practice.truth import DocumentTruth, Theme, Topic, Truth
from evals.practice.wording import capital, goal_slots, value_with_unit, worded

WIDE_SHARE = 0.3
TWO_SHARE = 0.4


def actieplan(truth: Truth, document: DocumentTruth) -> Manuscript:
    """Compose the plan of four years."""
    composer = Composer(truth, document)
    facts = composer.facts()
    first, last = truth.years[0], truth.years[-1]
    cover = (f"{first}-{last}", f"Vastgesteld door de gemeenteraad van {truth.municipality} op {document.adopted}")
    front = (Chapter((composer.heading(1, "Voorwoord"), composer.prose("opening", 5), composer.prose("together", 4))),)
    intro: list[Block] = [
        composer.heading(1, "Inleiding"),
        composer.heading(2, "Aanleiding"),
        composer.with_facts(composer.prose("opening trend", 6), facts[:2]),
        composer.prose("trend steering", 5),
        composer.heading(2, "Leeswijzer"),
        composer.prose("reading", 5),
    ]
    trends = Chapter(
        (
            composer.heading(1, composer.style.heads["context"]),
            *(composer.prose("trend together", 6) for _ in range(6)),
        ),
        columns=2 if composer.style.columns else 1,
    )
    steering: list[Block] = [
        composer.heading(1, "Organisatie en sturing"),
        composer.with_facts(composer.prose("steering", 5), facts[2:4]),
        composer.heading(2, "Partners"),
        composer.prose("together", 6),
        composer.heading(2, "Wijkmeldpunt"),
        composer.with_facts(composer.prose("together steering", 3), facts[4:]),
    ]
    body = (
        Chapter(tuple(intro)),
        trends,
        *(_plan_theme(composer, theme) for theme in truth.themes),
        Chapter(tuple(steering)),
        _definitions(composer),
        Chapter((_overview(composer),)),
        Chapter((_letter(composer),)),
    )
    return composer.manuscript(cover, front, body)


def _plan_theme(composer: Composer, theme: Theme) -> Chapter:
    blocks: list[Block] = [composer.theme_heading(theme)]
    intro = composer.prose("trend approach", 4, theme=theme)
    said = worded("portfolio", {"p": theme.portfolio}, composer.dice_for(theme.id))
    piece = Piece(said.text, Role.PORTFOLIO, theme.id, theme.portfolio, said.phrase)
    blocks.append(Paragraph((*intro.pieces, piece)))
    for topic in theme.topics:
        goal = composer.truth.goal(topic.id)
        dice = composer.dice_for(goal.id)
        made = worded("goal", goal_slots(goal, dice), dice)
        piece = Piece(made.text, Role.GOAL, goal.id, value_with_unit(goal, goal.target, dice), made.phrase)
        blocks += [
            composer.topic_heading(topic),
            composer.prose("topic", 5, topic=topic),
            composer.prose("topic trend", 5, topic=topic),
            composer.head(3, "goal", topic),
            Paragraph((piece,)) if dice.random() < 0.5 else Points(((piece,),)),
            composer.head(3, "approach", topic),
            composer.prose("topic approach", 5, topic=topic),
            composer.prose("approach together", 4, topic=topic),
        ]
    two = composer.style.columns and composer.dice_for(theme.id, "columns").random() < TWO_SHARE
    return Chapter(tuple(blocks), columns=2 if two else 1)


def _definitions(composer: Composer) -> Chapter:
    """Give the appendix with abbreviations and terms: as a table or as a list."""
    short = [d for d in composer.truth.definitions if d.full]
    terms = [d for d in composer.truth.definitions if not d.full]
    heading = composer.heading(1, "Bijlage 1: Begrippen en afkortingen")
    listed: list[tuple[Piece, ...]] = []
    for d in terms:
        slots = {"name": d.name, "meaning": d.meaning}
        made = worded("term", slots, composer.dice_for(d.id))
        listed.append((Piece(made.text, Role.DEFINITION, d.id, d.meaning, made.phrase),))
    rows = tuple(
        (
            Cell((Piece(d.name, Role.DEFINITION, d.id),)),
            Cell((Piece(d.full or "", Role.DEFINITION, d.id, d.full or ""),)),
            Cell((Piece(capital(d.meaning), Role.DEFINITION, d.id, d.meaning),)),
        )
        for d in short
    )
    heads = tuple(Cell((Piece(text, Role.HEAD),)) for text in ("Afkorting", "Voluit", "Betekenis"))
    table = Table((heads,), rows, (0.15, 0.3, 0.55))
    return Chapter((heading, table, composer.heading(2, "Begrippen"), Points(tuple(listed))))


def _overview(composer: Composer) -> Sideways:
    """Give the sideways appendix: who answers for and who coordinates each topic, with merged cells per theme."""
    rows: list[tuple[Cell, ...]] = []
    for theme in composer.truth.themes:
        for i, topic in enumerate(theme.topics):
            count = len(theme.topics)
            merged = (
                Cell((Piece(f"{theme.number}. {theme.name}", Role.HEADING, theme.id),), rows=count),
                Cell((Piece(capital(theme.portfolio), Role.PORTFOLIO, theme.id, theme.portfolio),), rows=count),
            )
            lead = topic.lead.name if topic.lead else "-"
            own = (
                Cell((Piece(f"{topic.number} {topic.name(composer.document.year)}", Role.HEADING, topic.id),)),
                Cell((Piece(lead, Role.PARTY, topic.id, lead),)),
            )
            rows.append((*merged, *own) if i == 0 else own)
    names = ("Thema", "Portefeuillehouder", "Onderwerp", "Coördinator")
    heads = (tuple(Cell((Piece(name, Role.HEAD),)) for name in names),)
    table = Table(heads, tuple(rows), (0.25, 0.25, 0.28, 0.22))
    return Sideways(composer.heading(1, "Bijlage 2: Portefeuillehouders en coördinatoren"), table)


def _letter(composer: Composer) -> Scan:
    """Give the scanned page: a letter that states two facts."""
    facts = [composer.fact(fact) for fact in composer.facts(scanned=True)]
    prose = composer.prose("opening together", 6).pieces
    before, after = prose[:3], prose[3:]
    lines = (
        Piece("Bijlage 3: Brief van bewoners", Role.NOTE),
        Piece(f"Aan het college van {composer.truth.municipality}", Role.NOTE),
        Piece("Geacht college,", Role.NOTE),
        *before,
        *facts,
        *after,
        Piece("Met vriendelijke groet,", Role.NOTE),
        Piece("de deelnemende bewoners", Role.NOTE),
    )
    return Scan(lines)


def jaarplan(truth: Truth, document: DocumentTruth) -> Manuscript:
    """Compose the plan of one year."""
    composer = Composer(truth, document)
    facts = composer.facts()
    first, last = truth.years[0], truth.years[-1]
    cover = (f"Uitvoering van het Actieplan {first}-{last}", f"Vastgesteld door het college op {document.adopted}")
    intro: list[Block] = [
        composer.heading(1, "Inleiding"),
        composer.with_facts(composer.prose("opening trend", 5), facts[2:4]),
        composer.prose("trend together", 5),
        composer.heading(2, "Leeswijzer"),
        composer.prose("reading", 4),
    ]
    money: list[Block] = [
        composer.head(1, "money"),
        composer.with_facts(composer.prose("steering", 4), facts[:2]),
        composer.heading(2, "Samenwerking"),
        composer.with_facts(composer.prose("together", 5), facts[4:6]),
        composer.heading(2, "Inwoners"),
        composer.with_facts(composer.prose("together opening", 4), facts[6:]),
    ]
    body = [
        Chapter(tuple(intro), columns=2 if composer.style.columns else 1),
        *(_year_theme(composer, theme) for theme in truth.themes),
        Chapter(tuple(money)),
    ]
    return composer.manuscript(cover, (), body)


def _year_theme(composer: Composer, theme: Theme) -> Chapter:
    year = composer.document.year
    blocks: list[Block] = [composer.theme_heading(theme), composer.prose("trend approach together", 4, theme=theme)]
    wide = composer.dice_for(theme.id, "wide").random() < WIDE_SHARE
    for topic in theme.topics:
        blocks += _year_topic(composer, topic, wide=wide)
    actions = [a for topic in theme.topics for a in composer.truth.actions_of(topic.id, year)]
    if wide and actions:
        blocks.append(composer.heading(2, f"Acties {year} bij {lower(theme.name)}"))
        blocks.append(composer.action_table(actions, topics=theme.topics))
    return Chapter(tuple(blocks))


def _year_topic(composer: Composer, topic: Topic, *, wide: bool) -> list[Block]:
    year = composer.document.year
    goal = composer.truth.goal(topic.id)
    dice = composer.dice_for(goal.id)
    interim = dict(goal.interim)[year]
    text = value_with_unit(goal, interim, dice)
    made = worded("interim", goal_slots(goal, dice) | {"y": str(year), "t": text}, dice)
    prose = composer.prose("topic", 3, topic=topic)
    blocks: list[Block] = [composer.topic_heading(topic)]
    if topic.renamed and topic.names[1][0] == year:
        prose = Paragraph((composer.renamed(topic), *prose.pieces))
    blocks += [
        prose,
        composer.head(3, "goal", topic),
        Paragraph((Piece(made.text, Role.INTERIM, goal.id, text, made.phrase),)),
    ]
    actions = composer.truth.actions_of(topic.id, year)
    if actions and not wide:
        blocks += [composer.head(3, "action", topic), *composer.actions(actions, topic)]
    return blocks
