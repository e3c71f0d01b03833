"""Answers from the register: lists of actions and goals, who is responsible, and under which theme a subject stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant import listing, patterns
from assistant.desk import Desk
from assistant.sources import named_source
from assistant.topics import read_topic, says_all, words_outside
from assistant.types import Draft, QuestionKind, Reason
from assistant.verify import Sources, prove
from assistant.words import counted, listed, say
from corpus.names import folded
from corpus.types import ItemKind, RegisterItem, Role

ITEM_WORDS = {ItemKind.ACTION: "action", ItemKind.GOAL: "goal"}

MOST_NAMED = 5
"""How many items a "who" question may be about; more means that the question is too wide to answer so."""

MEANT = 0.75
"""Share of the subject that an action's own words must carry to be the one whose budget or date is asked."""

ALL_SAID = 0.9
"""Share of the question that an item must carry to answer "wie ..." where nobody asks who is responsible."""

OWN_SAID = 0.3
"""The same where somebody does: headings may say the rest."""

SUBJECT_NAMED = 0.75
"""Share of the subject that a text must carry itself to be what "bij welk thema hoort ..." asks about."""


def write_list(desk: Desk, kind: ItemKind) -> Draft | None:
    """Answer "welke acties ..." with all items that match, counted and grouped; None where the register has none."""
    asked = desk.interpretation
    every = listing.scoped(asked, desk.index, [kind])
    every = listing.of_plans(every, desk.index) or every
    items = listing.of_years(every, asked.years)
    found = [m.item for m in listing.of_subject(items, asked, desk.index, desk.terms)]
    notes: tuple[str, ...] = ()
    named = asked.topics or asked.themes or asked.parties
    topic = None if named else read_topic(desk, items)
    if topic is not None and (not found or says_all(desk, topic)):
        found = [i for i in items if topic in {i.topic, i.theme}]
        notes = (say(asked.language, "topic_read", topic=topic),)
        if unsaid := words_outside(desk, topic, found):
            notes = (
                *notes,
                say(asked.language, "topic_unsaid", words=listed(asked.language, [f"‘{w}’" for w in unsaid])),
            )
    if not found:
        elsewhere = listing.of_subject(every, asked, desk.index, desk.terms) if asked.years else []
        if elsewhere:
            years = sorted({str(y) for m in elsewhere for y in m.item.years})
            return desk.refuse(Reason.OTHER_YEAR, listed(asked.language, years))
        return None
    if not asked.years:
        found, others = listing.newest_edition(found, desk.index)
        if others:
            notes = (
                *notes,
                say(asked.language, "other_editions", years=listed(asked.language, others)),
            )
    return _list_draft(desk, found, kind, notes)


def _list_draft(desk: Desk, items: Sequence[RegisterItem], kind: ItemKind, notes: tuple[str, ...]) -> Draft | None:
    language = desk.interpretation.language
    sources = Sources(desk.index.by_id, desk.index.documents, desk.index.pages)
    groups = {item.id: item.topic or item.theme for item in items}
    several = len(set(groups.values())) > 1
    claims = [
        claim
        for item in items
        if (claim := listing.item_claim(item, desk.index, language, group=groups[item.id] if several else None))
    ]
    found = len(claims)
    claims = [claim for claim in claims if prove(claim, sources)]
    if not claims:
        return None
    if len(claims) < found:
        notes = (*notes, say(language, "unproven", n=found - len(claims)))
    titles = dict.fromkeys(named_source(desk.index.documents[i.document_id]) for i in items)
    count = counted(language, ITEM_WORDS.get(kind, "item"), len(claims))
    lead = say(language, "actions", count=count, sources=listed(language, list(titles)))
    missing = listing.without_party(items)
    if kind is ItemKind.ACTION and missing:
        key = "no_party_all" if missing == len(items) else "no_party_some"
        notes = (*notes, say(language, key, n=missing, total=len(items)))
    return Draft(lead, tuple(claims), notes)


def write_who(desk: Desk) -> Draft | None:
    """Answer "wie trekt ..." with the parties that the text names for the item asked about; None to read sentences."""
    asked = desk.interpretation
    if asked.parties and patterns.ASKS_FOR_ITEMS.search(asked.question):
        return write_list(desk, ItemKind.ACTION)
    if patterns.ASKS_PARTNERS.search(asked.standalone) and (partners := write_partners(desk)) is not None:
        return partners
    if patterns.ASKS_PORTFOLIO.search(asked.standalone) and (holders := write_portfolio(desk)) is not None:
        return holders
    kinds = [ItemKind.ACTION, ItemKind.GOAL, ItemKind.RESPONSIBLE]
    if listing.names_all(asked, desk.terms):  # who is responsible for a theme is not who leads one of its actions
        kinds = [ItemKind.RESPONSIBLE]
    items = listing.of_years(listing.scoped(asked, desk.index, kinds), asked.years)
    matches = listing.best_item(items, desk.index, desk.terms, desk.likeness)
    responsible = bool(patterns.ASKS_RESPONSIBLE.search(asked.standalone))
    if not matches:
        return None
    if not responsible and matches[0].own < ALL_SAID:
        return None  # "wie vervangt de wethouder?" asks for more than who leads; a sentence must say that
    if matches[0].own < OWN_SAID and not (asked.themes or asked.topics):
        return None
    best = [m for m in matches if m.own >= matches[0].own - 0.05 and m.coverage >= matches[0].coverage - 0.05]
    named = [m.item for m in best if listing.leads(m.item.parties)]
    if named:
        chosen = named if asked.years else listing.newest_edition(named, desk.index)[0]
        claims = [c for i in chosen[:MOST_NAMED] if (c := listing.item_claim(i, desk.index, asked.language))]
        return Draft(say(asked.language, "who"), tuple(claims)) if claims else None
    return desk.refuse(Reason.NO_RESPONSIBLE_PARTY) if responsible else None


def write_portfolio(desk: Desk) -> Draft | None:
    """Answer "wie is portefeuillehouder van ..." with every holder named for the theme or topic; None for none."""
    asked = desk.interpretation
    items = listing.of_years(listing.scoped(asked, desk.index, list(ItemKind)), asked.years)
    having = [i for i in items if any(p.role is Role.PORTFOLIO for p in i.parties)]
    found = [m.item for m in listing.of_subject(having, asked, desk.index, desk.terms)]
    named = {tuple(p.name for p in i.parties if p.role is Role.PORTFOLIO): i for i in reversed(found)}
    claims = [c for i in reversed(named.values()) if (c := listing.item_claim(i, desk.index, asked.language))]
    return Draft(say(asked.language, "who"), tuple(claims)) if 0 < len(claims) <= MOST_NAMED else None


def write_detail(desk: Desk) -> Draft | None:
    """Answer "hoeveel budget ..." or "wanneer ..." about one action from its own row; None where none is meant."""
    asked = desk.interpretation
    general = {t.term.word for t in desk.terms} <= patterns.GENERAL_WORDS
    if general or listing.names_all(asked, desk.terms) or patterns.TOTAL.search(asked.standalone):
        return None  # the budget of a theme, or of all, is not that of one of its actions
    items = listing.of_years(listing.scoped(asked, desk.index, [ItemKind.ACTION]), asked.years)
    matches = [m for m in listing.best_item(items, desk.index, desk.terms, desk.likeness) if m.own >= MEANT]
    if not matches:
        return None
    best = [m.item for m in matches if m.own >= matches[0].own - 0.02]
    chosen = best if asked.years else listing.newest_edition(best, desk.index)[0]
    amount = asked.kind is QuestionKind.AMOUNT
    having = [i for i in chosen if (i.budget if amount else i.planning)]
    if not having:
        return (
            desk.refuse(Reason.NOT_IN_DOCUMENTS, "no_amount" if amount else "no_moment") if len(chosen) == 1 else None
        )
    return _item_draft(desk, having[:MOST_NAMED])


def write_partners(desk: Desk) -> Draft | None:
    """Answer "met wie ..." about one action with the partners that its text names, or say that it names none.

    None where no action is meant.
    """
    asked = desk.interpretation
    items = listing.of_years(listing.scoped(asked, desk.index, [ItemKind.ACTION]), asked.years)
    # a party that asks "met wie" is no subject
    about = listing.rest_of(desk.terms, replace(asked, themes=(), topics=()))
    matches = [m for m in listing.best_item(items, desk.index, about, desk.likeness) if m.own >= MEANT]
    if not about or not matches:
        return None
    close = [m.item for m in matches if m.own >= matches[0].own - 0.15]
    best = next((i for i in close if any(p.role is Role.PARTNER for p in i.parties)), None)
    if best is None:
        return desk.refuse(Reason.NO_RESPONSIBLE_PARTY, "no_partner")
    return _item_draft(desk, [best])


def _item_draft(desk: Desk, items: Sequence[RegisterItem]) -> Draft | None:
    language = desk.interpretation.language
    claims = [c for i in items if (c := listing.item_claim(i, desk.index, language, whole=True))]
    lead = say(language, "quote_from", source=named_source(desk.index.documents[items[0].document_id]))
    return Draft(lead, tuple(claims)) if claims else None


def write_membership(desk: Desk) -> Draft | None:
    """Answer "bij welk thema hoort ..." from the text that names the subject: its column head or the theme above it."""
    asked = desk.interpretation
    found = [c for c in desk.ranked if c.hit.passage.theme and c.own >= SUBJECT_NAMED]
    cells = [c for c in found if c.hit.passage.cells]
    chosen = (cells or found)[:1]
    if not chosen:
        return None
    theme = chosen[0].hit.passage.theme
    same = [c for c in found if folded(c.hit.passage.theme or "") == folded(theme or "")]
    lead = say(asked.language, "member", theme=theme)
    return Draft(lead, tuple(dict.fromkeys(c.claim() for c in (chosen[0], *same[:1]))))
