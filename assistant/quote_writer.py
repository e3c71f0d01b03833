"""Hits to a Draft without a language model: verbatim sentences and register items, or the reason there is no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant import listing, patterns
from assistant.desk import Desk, points_below, said_next, sentence_before
from assistant.evidence import DOCUMENT_WEIGHT, Candidate, as_claim, coverage, stem_set, strength
from assistant.list_writer import write_detail, write_list, write_membership, write_who
from assistant.money_writer import write_money
from assistant.name_writer import write_former_name, write_names
from assistant.outcome_writer import told_of_delay, write_goals_reached, write_outcomes, write_setback
from assistant.points_writer import write_points
from assistant.premise import false_premise
from assistant.progress import write_progress
from assistant.quotes import figures
from assistant.search import about_years
from assistant.sources import named_source
from assistant.types import Draft, DraftClaim, Hit, Interpretation, Language, QuestionKind, Reason
from assistant.words import say
from corpus.index import Index
from corpus.lexical import fold, same_word, words
from corpus.names import folded
from corpus.types import REPORTS, Document, ItemKind, Passage, SectionClass

ANSWERS = 0.64
"""Share of the subject that a sentence, its heading and its neighbours must carry to be an answer."""

OWN = 0.34
"""Share that the sentence itself must carry, so that a heading alone does not make it an answer."""

OWN_FIGURE = 0.42
"""The same for a figure: what its neighbours are about, it may not be."""

MOST_SENTENCES = 3
"""How many sentences an open question gets; more is a text, not an answer."""

BOTH_YEARS = 0.5
"""The same for one sentence that names both years of a comparison: that alone says much."""

TOLD = 0.85
"""Share of the subject that a sentence must carry to answer for an action whose own row is silent."""

OFF_SUBJECT, OFF_COSINE = 0.2, 0.815
"""Below both, nothing in the documents is about the question at all."""

LIST_BEFORE = 0.25
"""How much less of the subject an introduction of a list may carry than the best sentence."""

READ_FOR_ROLE = 10
"""How many of the best sentences are read for one that says who does something."""

GLOSSARY_WORDS = 3
"""Words more than the term itself that may stand before the colon in a word list."""

SHORTEST = 4
"""Words. Shorter is a heading or a cell; it names a subject and says nothing about it."""

BY_PARTY = {QuestionKind.OPEN, QuestionKind.LIST, QuestionKind.PLACE, QuestionKind.ACTIONS}
"""Kinds of question that, with a party in them, ask for what that party does."""

DEEDS = {SectionClass.ACTION, SectionClass.APPROACH, SectionClass.PLANNING, SectionClass.RESULT}
"""Sections whose sentences may answer "welke acties ..." where the register holds none."""

FIGURES = {QuestionKind.NUMBER, QuestionKind.AMOUNT, QuestionKind.FREQUENCY}

MISREAD = {QuestionKind.ACTIONS, QuestionKind.GOALS, QuestionKind.PROGRESS, QuestionKind.LIST, QuestionKind.MEMBERSHIP}
"""Kinds of question that are told by one word, which may be about something else."""

SURE = 0.8
"""Share of the subject that a sentence must carry to answer a question whose kind was misread."""

SUBJECT_BESIDE, BESIDE_NAMES = 0.1, 0.25
"""Weight of the words beside a name from which they are a subject, and the share of it that a sentence must carry."""

FEW_WORDS, MOST_OF_THEM, SAYS_ITSELF = 0.3, 0.7, 0.6
"""Weight of all words up to which a question names no clear subject; the shares of it that a sentence must carry."""

TWO_WORDS, CLEAR_SUBJECT = 2, 1.0
"""Number of a question's words, or else their weight, beyond which two sentences that carry them count the same."""

TELLING = 0.4
"""Weight from which a word of the question is a subject: "kaders" is, "meeste" is not."""

NAMED = 0.9
"""Share that a sentence must carry itself where the question names no more than a kind of document."""

NAMES_ASKED = {QuestionKind.LIST, QuestionKind.OPEN, QuestionKind.NUMBER, QuestionKind.GOALS}
"""Kinds of question that may ask for the names of themes ("welke ambities kent de nota?")."""

STATUS_KINDS = {QuestionKind.OPEN, QuestionKind.YES_NO, QuestionKind.LIST}
"""Kinds of question that may ask in other words how an action went."""

ONE_SENTENCE = {
    QuestionKind.NUMBER,
    QuestionKind.AMOUNT,
    QuestionKind.TIME,
    QuestionKind.FREQUENCY,
    QuestionKind.WHO,
    QuestionKind.PLACE,
}


def write(interpretation: Interpretation, hits: Sequence[Hit], index: Index) -> Draft:
    """Compose a draft for a question that is not refused from the start."""
    desk = Desk(interpretation, hits, index)
    if _outside(desk):
        return desk.refuse(Reason.OTHER_YEAR)
    if (setback := write_setback(desk)) is not None:
        return setback
    if (wrong := false_premise(desk)) is not None:
        return wrong
    desk = named_documents(desk)
    if interpretation.compares and len(interpretation.years) > 1:
        return write_comparison(desk)
    return write_one(desk)


def write_one(desk: Desk) -> Draft:
    """Answer by kind of question; where a kind has nothing of its own to say, from sentences."""
    draft = _of_items(desk) or _of_kind(desk) or write_sentences(desk)
    if draft.refuse is Reason.NOT_IN_DOCUMENTS and not draft.complete and desk.interpretation.kind in MISREAD:
        # the words "acties" or "uitgevoerd" do not always ask for actions; a sentence that says nearly all is an answer
        plain = desk.about(kind=QuestionKind.OPEN)
        telling = any(t.weight >= TELLING for t in plain.terms)
        sure = telling and any(c.coverage >= SURE and c.own >= SURE for c in plain.ranked)
        told = write_sentences(plain) if sure else draft
        return told if told.claims else draft
    return draft


def _of_items(desk: Desk) -> Draft | None:
    """Answer a question about register items that its kind alone does not show; None where it is no such question."""
    asked = desk.interpretation
    if asked.parties and asked.kind in BY_PARTY and patterns.ASKS_FOR_ITEMS.search(asked.standalone):
        return _whole(write_list(desk, ItemKind.ACTION)) or write_sentences(desk)
    draft = write_former_name(desk) or write_outcomes(desk) or write_points(desk)
    if draft is None and patterns.WHICH_GOALS_REACHED.search(asked.standalone):
        draft = write_goals_reached(desk)
    if draft is None and asked.kind in NAMES_ASKED:
        draft = write_names(desk)
    if draft is None and asks_overview(desk):
        draft = write_list(desk, ItemKind.ACTION)
    if draft is None and asked.kind in STATUS_KINDS and patterns.ASKS_STATUS.search(asked.standalone):
        draft = write_progress(desk)
    if draft is None and asked.kind is QuestionKind.YES_NO and patterns.ASKS_COMING.search(asked.standalone):
        draft = write_progress(desk, only_told=True)
    return _whole(draft)


def _of_kind(desk: Desk) -> Draft | None:
    """Answer as the kind of question wants; None where sentences must do."""
    asked = desk.interpretation
    draft: Draft | None = None
    match asked.kind:
        case QuestionKind.NUMBER if patterns.COUNTS_ITEMS.search(asked.standalone):
            goals = re.search(r"doel|goal", asked.standalone, re.IGNORECASE) is not None
            draft = write_list(desk, ItemKind.GOAL if goals else ItemKind.ACTION)
        case QuestionKind.AMOUNT | QuestionKind.TIME:
            draft = _of_detail(desk)
        case QuestionKind.ACTIONS:
            draft = write_list(desk, ItemKind.ACTION)
        case QuestionKind.GOALS:
            draft = write_list(desk, ItemKind.GOAL)
        case QuestionKind.PROGRESS:
            draft = write_progress(desk)
        case QuestionKind.WHO:
            draft = write_who(desk)
            if draft is not None and draft.refuse is Reason.NO_RESPONSIBLE_PARTY:
                draft = _role_told(desk) or draft
        case QuestionKind.MEMBERSHIP:
            draft = write_membership(desk)
    return _whole(draft)


def _of_detail(desk: Desk) -> Draft | None:
    """Answer an amount or a moment from a table of money or an action's row, with what a report says of its delay."""
    amount = desk.interpretation.kind is QuestionKind.AMOUNT
    if amount and (rows := write_money(desk)) is not None:
        return rows
    if patterns.WHAT_TIME.search(desk.interpretation.standalone):
        return None  # a planning has no hour
    draft = write_detail(desk)
    if draft is not None and draft.refuse:  # the action does not say; a sentence about it may
        told = write_sentences(desk)
        return told if told.claims and desk.ranked[0].coverage >= TOLD else draft
    if draft is not None and not amount:
        return replace(draft, claims=tuple(dict.fromkeys((*draft.claims, *told_of_delay(desk)))))
    return draft


def _role_told(desk: Desk) -> Draft | None:
    """Give the sentence that says who does what is asked, for which the register names nobody; None for none."""
    compounds = desk.index.lexical.compounds
    enough = SURE if desk.interpretation.language is Language.DUTCH else ANSWERS  # a translated word counts less
    for c in _good(desk)[:READ_FOR_ROLE]:
        alone = coverage(desk.unnamed, (stem_set(c.text, compounds), 1.0))[0]
        if desk.unnamed and alone >= enough and patterns.STATES_ROLE.search(c.text) and not c.hit.passage.cells:
            lead = say(desk.interpretation.language, "quote_from", source=named_source(c.hit.document))
            return Draft(lead, (c.claim(),))
    return None


def _whole(draft: Draft | None) -> Draft | None:
    """Mark a draft as all that the register holds."""
    return replace(draft, complete=True) if draft else None


def asks_overview(desk: Desk) -> bool:
    """Tell whether an open question names a topic and nothing else, or only that it wants to know what is planned."""
    asked = desk.interpretation
    if asked.kind not in {QuestionKind.OPEN, QuestionKind.LIST} or not (asked.topics or asked.themes):
        return False
    return all(t.term.word in patterns.PLANNED_WORDS for t in listing.rest_of(desk.terms, asked))


def _outside(desk: Desk) -> bool:
    """Tell whether the years asked for lie outside every document, or outside the kind of document asked for."""
    asked = desk.interpretation
    if not asked.years:
        return False
    types = set(asked.filters.document_types)
    documents = [d for d in desk.index.documents.values() if not types or d.type.value in types]
    held = {year for d in documents for year in d.years}
    named = any(str(year) in hit.passage.text for hit in desk.hits for year in asked.years)
    return not set(asked.years) & held and (bool(types) or not named)


# Sentences ----------------------------------------------------------------------------------------------------------


def write_sentences(desk: Desk) -> Draft:
    """Answer with the fewest whole sentences that carry the subject and have the form of an answer."""
    asked = desk.interpretation
    good = _good(desk)
    if not good:
        return no_answer(desk)
    if patterns.TREND.search(asked.standalone) and (series := _series(good)) is not None:
        return Draft(say(asked.language, "quote_from", source=named_source(series.hit.document)), (series.claim(),))
    best = good[0]
    points = points_below(best, desk.index) if best.text.rstrip().endswith(":") else []
    kept = good[:1] if points or asked.kind in ONE_SENTENCE else _companions(good)
    if asked.kind is QuestionKind.DEFINITION:
        kept = _defining(good, desk)
    claims = [claim for c in kept for claim in _with_context(c, desk)]
    if asked.kind is QuestionKind.REASON and not patterns.CAUSE.search(best.text):
        claims.extend(as_claim(p) for p in (_reason_next(best, desk),) if p)
    if asked.kind is QuestionKind.DEFINITION:
        claims.extend(map(as_claim, said_next(kept[0], desk.index)))
    if points:
        claims = [as_claim(p, best.text.rstrip(" :")) for p in points]
    elif asked.kind in FIGURES and asked.period is None and (half := _other_half(good)) is not None:
        claims.append(half.claim())
    other = _conflicting(good, best, desk)
    claims.extend(c.claim() for c in other)
    notes = (say(asked.language, "conflict"),) if other else ()
    lead = say(asked.language, "quote_from", source=named_source(best.hit.document))
    return Draft(lead, tuple({claim.text: claim for claim in claims}.values()), notes)


def _good(desk: Desk) -> list[Candidate]:
    """Give the sentences that may answer, best first."""
    asked = desk.interpretation
    good = [c for c in desk.ranked if answers(c, asked)]
    good = [c for c in good if _counts_the_noun(c, desk) and _says_more_than_names(c, desk)]
    if counting := [c for c in good if _number_before_noun(c, desk)]:
        good = [c for c in counting if _as_good(c, counting[0], own=0.3, coverage=0.3)]
    if asked.kind is QuestionKind.REASON:
        good = [c for c in good if patterns.CAUSE.search(c.text) or _reason_next(c, desk)]
    ordinal = patterns.ORDINAL_ASKED.search(asked.question)
    if not ordinal and sum(t.weight for t in desk.terms) <= FEW_WORDS:
        good = [c for c in good if c.coverage >= MOST_OF_THEM and c.own >= SAYS_ITSELF]
    if not ordinal and all(
        t.weight == DOCUMENT_WEIGHT for t in desk.terms
    ):  # "hoe lang loopt het plan?": no subject to recognise
        good = [c for c in good if c.own >= NAMED]
    if good and patterns.ASKS_NOW.search(asked.standalone):
        good = _reports_first(good)
    if good and not asked.years:
        good = _newest(good, told=asked.kind in FIGURES or patterns.ASKS_NOW.search(asked.standalone) is not None)
    if good and patterns.ASKS_GOAL.search(asked.standalone) and not patterns.REACHED_ASKED.search(asked.standalone):
        good.sort(key=lambda c: not _intends(c))
    if good and asked.kind in FIGURES and asked.period is None:
        good = _whole_year_first(good)
    if good and asked.kind is QuestionKind.LIST:  # a sentence that introduces a list answers "welke ..." best
        enough = good[0].own - LIST_BEFORE  # before the sort, for a list is empty while it is being sorted
        good.sort(key=lambda c: not (c.text.rstrip().endswith(":") and c.own >= enough))
    return good


def _reason_next(c: Candidate, desk: Desk) -> Passage | None:
    """Give the sentence after a fact that gives its reason ("De opening schuift op. Er was meer tijd nodig")."""
    following = said_next(c, desk.index, most=1, leaning=False)
    return following[0] if following and patterns.CAUSE.search(following[0].text) else None


def _counts_the_noun(c: Candidate, desk: Desk) -> bool:
    """For "hoeveel vrijwilligers": where the documents use that word, another word for it is not what is counted."""
    noun = desk.counted
    if not noun or not desk.index.lexical.knows(noun):
        return True
    parts = desk.index.lexical.compounds.parts
    text = patterns.ROW_PARTIES.sub(" ", c.text) if c.hit.passage.cells else c.text
    return any(same_word(w, noun) or (parts(w) and same_word(parts(w)[-1], noun)) for w in words(text))


def _number_before_noun(c: Candidate, desk: Desk) -> bool:
    """Tell whether a sentence counts the noun itself: "vijf wijkagenten", and not "twee extra wijkagenten"."""
    noun = desk.counted
    said = c.text.split() if noun else []
    return any(
        same_word(fold(after.strip(".,;:()")), noun)
        and (patterns.NUMBER.search(before) or patterns.NUMBER_WORD.search(before))
        for before, after in pairwise(said)
    )


def _says_more_than_names(c: Candidate, desk: Desk) -> bool:
    """Tell whether a sentence is about what is asked of a place or a name, and not only about that place or name."""
    rest = desk.unnamed
    if len(rest) == len(desk.terms) or sum(t.weight for t in rest) < SUBJECT_BESIDE:
        return True
    compounds = desk.index.lexical.compounds
    texts = (stem_set(f"{c.text} {' '.join(c.hit.passage.section_path[1:])}", compounds), 1.0)
    return coverage(rest, texts)[0] >= BESIDE_NAMES


def _as_good(c: Candidate, best: Candidate, *, own: float = 0.1, coverage: float = 0.1) -> bool:
    """Tell whether a sentence carries the subject as well as the best one, but for these shares of it."""
    return c.own >= best.own - own and c.coverage >= best.coverage - coverage


def _reports_first(good: list[Candidate]) -> list[Candidate]:
    """Put what a report tells before what a plan wanted, where it carries nearly as much of the subject."""
    best = good[0]
    told = [c for c in good if c.hit.document.type in REPORTS and _as_good(c, best, own=0.2, coverage=0.15)]
    return [*told, *(c for c in good if c not in told)]


def moment_of(c: Candidate) -> int:
    """Give the year in which a document tells: a plan of four years speaks in its first, a report in its last."""
    document, years = c.hit.document, c.hit.passage.years
    return max(years, default=0) if document.type in REPORTS else min(years, default=0)


def _newest(good: list[Candidate], *, told: bool) -> list[Candidate]:
    """Of sentences that answer as well in several years, keep those of the newest; one of no year stays.

    With `told` a plan of four years is as old as its first: it cannot tell what came after.
    """
    best = good[0]
    close = [c for c in good if _as_good(c, best)]
    moments = {id(c): moment_of(c) if told else max(c.hit.passage.years, default=0) for c in close}
    return [c for c in close if moments[id(c)] in {0, max(moments.values())}] or good


def answers(c: Candidate, asked: Interpretation) -> bool:
    """Tell whether a sentence may answer: subject, form and time are right, and it is a statement."""
    return (
        c.fits
        and not c.text.rstrip().endswith("?")  # a document's own question is no answer
        and c.coverage >= ANSWERS
        and c.own >= (OWN_FIGURE if asked.kind in {*FIGURES, QuestionKind.ACTIONS} else OWN)
        and (len(c.text.split()) >= SHORTEST or bool(c.hit.passage.cells))
        and (not asked.years or about_years(c.hit.passage, asked.years))
        and _right_half(c, asked)
        and _right_figure(c, asked)
        and (asked.kind is not QuestionKind.ACTIONS or c.hit.passage.section_class in DEEDS)
        and _names_abbreviation(c, asked)
        and _of_its_chapter(c, asked)
        and (not _needs_role(c, asked) or patterns.RESPONSIBLE.search(c.text) is not None)
    )


def _needs_role(c: Candidate, asked: Interpretation) -> bool:
    """Tell whether a sentence must say who has a role: it is asked by name, or a report's row tells what came of it."""
    row = bool(c.hit.passage.cells) and c.hit.document.type in REPORTS
    return patterns.ASKS_ROLE.search(asked.standalone) is not None or (asked.kind is QuestionKind.WHO and row)


def _of_its_chapter(c: Candidate, asked: Interpretation) -> bool:
    """Tell whether a sentence that says "deze prioriteit" stands under the theme or topic that is asked about."""
    if patterns.THIS_PART.search(c.text) is None:
        return True
    names = {folded(name) for name in (*asked.themes, *asked.topics)}
    return not names.isdisjoint(folded(name) for name in (c.hit.passage.theme, c.hit.passage.topic) if name)


def _right_half(c: Candidate, asked: Interpretation) -> bool:
    """A half-year is never given for a whole year, nor for the other half."""
    said = patterns.HALF.search(c.text)
    if asked.period is not None:
        if patterns.WHOLE_YEAR.search(c.text) or (c.hit.passage.cells and not said):
            return False  # a table's column of a year is of the whole year
        first = asked.period.start % 10000 == 101
        if said:
            return bool(said["first"]) == first
        period = c.hit.document.period
        return period is None or (period.start <= asked.period.end and asked.period.start <= period.end)
    return not (said and patterns.WHOLE_YEAR.search(asked.standalone))


def _right_figure(c: Candidate, asked: Interpretation) -> bool:
    """A goal is no figure: what was wanted does not answer what was counted."""
    named = {int(y) for y in patterns.YEAR.findall(c.text)}
    if asked.kind in FIGURES and asked.years and named and not named & set(asked.years):
        return False  # it says itself that it is about another year
    if patterns.PEOPLE.search(asked.standalone) and not patterns.LIVE.search(c.text):
        return False  # "4.622 inwoners vulden de vragenlijst in" does not count who lives there
    if asked.kind in FIGURES and patterns.NEXT_YEAR.search(asked.standalone):
        foretold = patterns.INTENDS.search(c.text) is not None  # what was counted foretells nothing
        return foretold and patterns.REACHED.search(c.text.replace("doel", "")) is None
    if asked.kind is not QuestionKind.NUMBER or patterns.ASKS_GOAL.search(asked.standalone):
        return True
    told = c.hit.document.type in REPORTS and patterns.COUNTED_PAST.search(c.text) is not None
    return c.hit.passage.section_class is not SectionClass.GOAL and (told or not patterns.INTENDS.search(c.text))


def half_of(c: Candidate) -> str:
    """Give the half-year that a sentence's figure is about: "first", "second", or "" for a whole year or none."""
    if patterns.WHOLE_YEAR.search(c.text):
        return ""
    said = patterns.HALF.search(c.text)
    return "" if said is None else "first" if said["first"] else "second"


def _whole_year_first(good: list[Candidate]) -> list[Candidate]:
    """Put a figure of a whole year before that of a half, where both carry the subject as well."""
    close = [c for c in good if _as_good(c, good[0])]
    return [*sorted(close, key=lambda c: bool(half_of(c))), *(c for c in good if c not in close)]


def _other_half(good: Sequence[Candidate]) -> Candidate | None:
    """Give the figure of the other half-year beside one of a half."""
    best = good[0]
    if not half_of(best):
        return None
    years = best.hit.passage.years
    others = (c for c in good[1:] if half_of(c) not in {"", half_of(best)} and set(c.hit.passage.years) & set(years))
    return next((c for c in others if _as_good(c, best)), None)


def _series(good: Sequence[Candidate]) -> Candidate | None:
    """Give the sentence or row that gives a figure for most years, at least two."""
    close = [c for c in good if c.own >= good[0].own - 0.25]
    counted = {id(c): len(set(patterns.YEAR.findall(patterns.YEAR_RANGE.sub(" ", c.text)))) for c in close}
    most = max(close, key=lambda c: counted[id(c)])
    return most if counted[id(most)] > 1 else None


def _names_abbreviation(c: Candidate, asked: Interpretation) -> bool:
    """What an abbreviation stands for is said only where the abbreviation itself stands."""
    if asked.kind is not QuestionKind.DEFINITION:
        return True
    return all(name in c.text for name in patterns.ABBREVIATION.findall(asked.question))


def _with_context(c: Candidate, desk: Desk) -> list[DraftClaim]:
    """Give a sentence as a claim, after the one before it where it cannot be understood alone."""
    if patterns.LEANS_BACK.match(c.text) and (before := sentence_before(c, desk.index)) is not None:
        return [as_claim(before), c.claim()]
    return [c.claim()]


def _companions(good: Sequence[Candidate]) -> list[Candidate]:
    """Give the best sentence and those that carry nearly as much of the subject themselves, in reading order."""
    best = good[0]
    kept = [best]
    for c in good[1:]:
        if len(kept) == MOST_SENTENCES:
            break
        new = all(c.text not in other.text and other.text not in c.text for other in kept)
        same = c.hit.passage.document_id == best.hit.passage.document_id
        if new and same and _as_good(c, best, own=0.05, coverage=0.05):
            kept.append(c)
    return [best, *sorted(kept[1:], key=lambda c: (c.hit.passage.id, c.start))]


def _defining(good: Sequence[Candidate], desk: Desk) -> list[Candidate]:
    """Give the sentences that say what the subject is, or else the best with what is said of it next."""
    defining = [c for c in good if patterns.DEFINES.search(c.text)]
    glossed = [c for c in good if _glosses(c, desk)]
    return (glossed or defining or list(good))[:1]


def _glosses(c: Candidate, desk: Desk) -> bool:
    """Tell whether a line or row of a word list explains the term: "Geldezel: iemand die ..."."""
    head, mark, told = c.text.partition(";" if c.hit.passage.cells else ":")
    named = words(head)
    return (
        bool(mark and told.strip() and named)
        and all(any(same_word(t.term.word, w) for w in named) for t in desk.terms)
        and len(named) <= len(desk.terms) + GLOSSARY_WORDS
    )


def _conflicting(good: Sequence[Candidate], best: Candidate, desk: Desk) -> list[Candidate]:
    """Give a sentence that names the same subject and answers with another number or date."""
    asked = desk.interpretation
    subject = max(desk.terms, key=lambda t: t.weight, default=None)

    def names_subject(c: Candidate) -> bool:
        return subject is not None and strength(subject.term, stem_set(c.text, desk.index.lexical.compounds)) > 0

    if not names_subject(best) or asked.kind not in {QuestionKind.NUMBER, QuestionKind.AMOUNT, QuestionKind.TIME}:
        return []
    said = _figures(best, asked)
    # "hoeveel wijkagenten" alone may count several things
    weight = sum(t.weight for t in desk.terms)
    clear = len(desk.terms) > TWO_WORDS or (len(desk.terms) == TWO_WORDS and weight >= CLEAR_SUBJECT)
    told = best.hit.document.type in REPORTS  # that a report differs from a plan is no contradiction
    for c in good[1:]:
        other = _figures(c, asked)
        close = _as_good(c, best, own=0.03, coverage=0.03)
        years = [set(x.hit.passage.years) for x in (c, best)]
        same_time = years[0] == years[1] or all(set(asked.years) & y for y in years)
        alike = half_of(c) == half_of(best) and (not c.hit.passage.cells or _has_column(c, asked.years))
        alike = alike and _same_unit(c.text, best.text) and (c.hit.document.type in REPORTS) == told
        alike = alike and _intends(c) == _intends(best) and min(c.own, best.own) >= SURE
        alike = alike and (clear or (_number_before_noun(c, desk) and _number_before_noun(best, desk)))
        if close and same_time and alike and names_subject(c) and other and said and not other & said:
            return [c]
    return []


def _same_unit(one: str, other: str) -> bool:
    """Tell whether the figures of two sentences can be compared; a table says "%" over its column, if at all."""
    times = [{m[0].lower() for m in patterns.TIME_UNIT.finditer(text)} for text in (one, other)]
    kinds = [bool(patterns.MONEY.search(text)) - bool(patterns.SHARE.search(text)) for text in (one, other)]
    return times[0] == times[1] and kinds[0] * kinds[1] >= 0


def _intends(c: Candidate) -> bool:
    return c.hit.passage.section_class is SectionClass.GOAL or patterns.INTENDS.search(c.text) is not None


def _has_column(c: Candidate, years: Sequence[int]) -> bool:
    """Tell whether a row gives a figure under one of the years: an action's row, with its budget, does not."""
    return any(re.search(rf"\b{year}: \d", c.text) for year in years)


def _figures(c: Candidate, asked: Interpretation) -> set[str]:
    """Give the figures of a sentence, or those of a row under the year that was asked."""
    text = c.text
    if c.hit.passage.cells and len(asked.years) == 1:
        column = re.search(rf"\b{asked.years[0]}: ([^;]+)", text)
        text = column[1] if column else text
    return figures(text)


def no_answer(desk: Desk) -> Draft:
    """Say why: the year is not there, or the subject is there but what is asked is not, or nothing is."""
    asked = desk.interpretation
    order = desk.ranked
    on_subject = [c for c in order if c.coverage >= ANSWERS and c.own >= OWN]
    if not order or (order[0].coverage < OFF_SUBJECT and max(c.hit.cosine for c in order) < OFF_COSINE):
        if not order:
            return desk.refuse(Reason.NOT_IN_DOCUMENTS)
        if not patterns.OF_THE_CITY.search(asked.standalone):
            return desk.refuse(Reason.OFF_TOPIC)
    if patterns.PREMISE.search(asked.question) and order and order[0].coverage >= 0.5:
        return desk.refuse(Reason.FALSE_PREMISE)
    if asked.kind is QuestionKind.WHO and on_subject:
        return desk.refuse(Reason.NO_RESPONSIBLE_PARTY)
    details = {
        QuestionKind.REASON: "no_reason",
        QuestionKind.NUMBER: "no_number",
        QuestionKind.AMOUNT: "no_amount",
        QuestionKind.TIME: "no_moment",
    }
    if on_subject:
        return desk.refuse(Reason.NOT_IN_DOCUMENTS, details.get(asked.kind))
    missing = [word for word in (order[0].missing if order else ()) if not desk.index.lexical.holds(word)]
    return desk.refuse(Reason.NOT_IN_DOCUMENTS, " ".join(missing) or None)


def _names_all(text: str, years: Sequence[int]) -> bool:
    """Tell whether a sentence names every year by itself; "Actieplan 2018-2021" is a name."""
    alone = patterns.YEAR_RANGE.sub(" ", text)
    return all(str(year) in alone for year in years)


def named_documents(desk: Desk) -> Desk:
    """Keep to the documents that the question names by kind and year ("het jaarplan 2018"), where there are such."""
    asked = desk.interpretation
    chosen = asked.filters
    if not chosen.document_types or not asked.years or chosen.document_ids or asked.compares:
        return desk
    ids = tuple(
        d.id
        for d in desk.index.documents.values()
        if d.type.value in chosen.document_types
        and set(asked.years) & set((d.year,) if d.type.value == "jaarplan" or not d.period else d.period.years)
        and _of_period(d, asked)
    )
    if not ids:
        return desk
    hits = [h for h in desk.hits if h.document.id in ids]
    return Desk(replace(asked, filters=replace(chosen, document_ids=ids)), hits, desk.index)


def _of_period(document: Document, asked: Interpretation) -> bool:
    if asked.period is None or document.period is None:
        return True
    return document.period.start <= asked.period.end and asked.period.start <= document.period.end


# Two years ----------------------------------------------------------------------------------------------------------


def write_comparison(desk: Desk) -> Draft:
    """Answer per year, each part with its own year as its heading; a year without a source is said."""
    asked = desk.interpretation
    named = (c for c in desk.ranked if _names_all(c.text, asked.years) and c.coverage >= BOTH_YEARS)
    both = [c for c in named if _counts_the_noun(c, desk)]
    if both:
        return Draft(say(asked.language, "compare"), (both[0].claim(),), complete=True)
    claims: list[DraftClaim] = []
    notes: list[str] = []
    for year in asked.years:
        part = desk.about(years=(year,), compares=False)
        here = [h for h in desk.hits if about_years(h.passage, (year,))]
        draft = write_one(Desk(part.interpretation, here, desk.index))
        if draft.claims:
            claims.extend(DraftClaim(c.text, c.evidence, str(year)) for c in draft.claims)
        else:
            notes.append(say(asked.language, "compare_missing", year=year))
    if not claims:
        return desk.refuse(Reason.NOT_IN_DOCUMENTS)
    return Draft(say(asked.language, "compare"), tuple(claims), tuple(notes), complete=True)
