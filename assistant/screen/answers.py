"""A question and its outcome as one turn of the conversation, and its sources as one group beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import groupby

from assistant.marks import unposing
from assistant.screen import texts
from assistant.screen.chips import chips
from assistant.screen.conversation import Exchange
from assistant.screen.markup import element, hidden, lines, listing, safe
from assistant.screen.sources import source_card, web_address
from assistant.types import Answer, Citation, Claim, Reason, Refusal, Reply


def turn(exchange: Exchange, number: int, *, judged: bool = False) -> str:
    """Give one turn as HTML: the question, how it was understood, and the answer or refusal with its marks.

    `judged` says whether a reader can tell that it was useful.
    """
    heading = element(
        "h2", hidden(f"{texts.YOUR_QUESTION} ") + lines(exchange.question), class_="vraag", id=f"vraag-{number}"
    )
    return element("article", heading + _outcome(exchange, number, judged=judged), class_="beurt", id=f"beurt-{number}")


def _outcome(exchange: Exchange, number: int, *, judged: bool) -> str:
    if exchange.reply is None:
        text = exchange.problem or texts.FAILED
        return element("div", element("p", safe(text)) + _announce(text), class_="uitkomst probleem")
    reply = exchange.reply
    match reply.outcome:
        case Answer() as answer:
            inner = _answer(answer, number)
            said = f"{texts.ANSWER_READY} {texts.number_of_sources(len(citations(reply)))}"
            kind = "antwoord"
        case Refusal() as refusal:
            inner = _refusal(refusal, number)
            said = texts.REFUSAL_READY
            kind = "weigering"
    return element(
        "div",
        chips(reply, number) + inner + _below(exchange, number, judged=judged) + _announce(said),
        class_=f"uitkomst {kind}",
    )


def _announce(text: str) -> str:
    """Give what a screen reader is told once, by the script, when this turn is there."""
    return element("span", safe(text), class_="melding")


def _answer(answer: Answer, number: int) -> str:
    own = texts.spoken_in(answer.interpretation.language.value)
    lead = element("p", lines(answer.lead), class_="inleiding", lang=own) if answer.lead else ""
    groups = [(group, list(claims)) for group, claims in groupby(answer.claims, key=lambda c: c.group)]
    body = "".join(
        (element("h3", safe(group)) if group else "") + _claims(claims, number, listed=len(answer.claims) > 1)
        for group, claims in groups
    )
    documents = [c.document for claim in answer.claims for c in claim.citations]
    return lead + body + _notes(answer.notes, frozenset(d.url for d in documents if d.url), own)


def _claims(claims: Sequence[Claim], number: int, *, listed: bool) -> str:
    written = [lines(claim.text) + "".join(_mark(c, number) for c in claim.citations) for claim in claims]
    lang = texts.of_documents()
    if listed:
        return listing(written, class_="beweringen", lang=lang)
    return element("p", "".join(written), class_="bewering", lang=lang)


def _mark(citation: Citation, number: int) -> str:
    return element(
        "a",
        hidden(f" {texts.SOURCE} ", lang=texts.language() if texts.of_documents() else None) + str(citation.number),
        href=f"#bron-{number}-{citation.number}",
        id=f"cit-{number}-{citation.number}",
        class_="merk",
    )


def linked(text: str, known: Set[str]) -> str:
    """Give our own note with the `known` addresses in it as links: a note may repeat a question, with other ones."""
    written, position = "", 0
    for match in re.finditer("|".join(re.escape(url) for url in sorted(known, key=len, reverse=True)) or "(?!)", text):
        address = web_address(match[0])
        link = safe(match[0])
        if address:
            link = element("a", link, href=address, target="_blank", rel="noopener noreferrer")
        written += safe(text[position : match.start()]) + link
        position = match.end()
    return written + safe(text[position:])


def _notes(notes: Sequence[str], known: Set[str], lang: str | None) -> str:
    if not notes:
        return ""
    return element(
        "div",
        element("h3", safe(texts.NOTES)) + listing((linked(_without_title(note), known) for note in notes), lang=lang),
        class_="opmerkingen",
    )


def _without_title(note: str) -> str:
    """Give a note without the words, of either language, that stand over it already."""
    rest = note.removeprefix("Let op: ").removeprefix("Note: ")
    return rest if rest == note else rest[:1].upper() + rest[1:]


def _refusal(refusal: Refusal, number: int) -> str:
    title = texts.QUESTION_BACK if refusal.reason is Reason.UNDERSPECIFIED else texts.NO_ANSWER
    nearest = ""
    if refusal.nearest:
        items = [lines(unposing(c.sentence)) + _mark(c, number) for c in refusal.nearest]
        nearest = element("p", safe(texts.NEAREST), class_="dichtstbij") + listing(
            items, class_="beweringen", lang=texts.of_documents()
        )
    own = texts.spoken_in(refusal.interpretation.language.value)
    return element("h3", safe(title)) + element("p", lines(refusal.text), lang=own) + nearest


def _below(exchange: Exchange, number: int, *, judged: bool) -> str:
    if exchange.reply is None:
        return ""
    searched = exchange.reply.outcome.searched
    asked = exchange.reply.outcome.interpretation
    read_as = ""
    if asked.standalone.strip() != exchange.question.strip():
        read_as = element("p", safe(f"{texts.STANDALONE} {asked.standalone}"))
    steps = [
        f"{texts.STEPS[step]}: {milliseconds:.0f} ms"
        for step, milliseconds in exchange.reply.timings_ms.items()
        if step in texts.STEPS
    ]
    inner = (
        read_as
        + element("p", safe(texts.searched_in(len(searched.documents), searched.passages)))
        + listing(map(safe, searched.documents))
        + (element("p", safe("; ".join(steps)), class_="tijden") if steps else "")
    )
    searched_details = element("details", element("summary", safe(texts.SEARCHED)) + inner, class_="gezocht")
    return _with_this(exchange, number, judged=judged) + searched_details


def _with_this(exchange: Exchange, number: int, *, judged: bool) -> str:
    """Give what can be done with an answer: copy, link, and save."""
    key = exchange.key
    inner = (
        element("button", safe(texts.COPY), type="button", class_="kopieer", id=f"kopieer-{key}")
        + element("button", safe(texts.SHARE), type="button", class_="deel", id=f"deel-{number}")
        + element("a", safe(texts.SAVE_DOCX), href=texts.here(f"/uitvoer/{key}.docx"), class_="bewaar")
        + element("a", safe(texts.SAVE_PDF), href=texts.here(f"/uitvoer/{key}.pdf"), class_="bewaar")
    )
    doing = element("p", inner, class_="doen")
    if judged:
        asked = element("span", safe(texts.WAS_IT_USEFUL))
        yes = element("button", safe(texts.USEFUL), type="button", class_="nuttig", id=f"nuttig-{key}")
        no = element("button", safe(texts.NOT_USEFUL), type="button", class_="onnuttig", id=f"onnuttig-{key}")
        doing += element("p", asked + yes + no, class_="doen oordeel")
    return doing


def citations(reply: Reply) -> tuple[Citation, ...]:
    """Give the citations of a reply by their number, each once."""
    outcome = reply.outcome
    shown = (
        outcome.nearest if isinstance(outcome, Refusal) else [c for claim in outcome.claims for c in claim.citations]
    )
    return tuple({c.number: c for c in sorted(shown, key=lambda c: c.number)}.values())


def source_group(exchange: Exchange, number: int) -> str:
    """Give the cards of one turn's citations; the script shows the group of the turn that is looked at."""
    if exchange.reply is None:
        return ""
    cards = "".join(source_card(c, turn=number) for c in citations(exchange.reply))
    if not cards:
        return ""
    heading = element("h3", hidden(f"{texts.SOURCES_OF} ") + lines(exchange.question), class_="bij-vraag")
    return element("section", heading + cards, class_="bronset", id=f"bronset-{number}")
