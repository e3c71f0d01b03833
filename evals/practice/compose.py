"""What every document of the cycle shares: its style, its prose, and how it lays out headings and actions."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

from evals.practice.bank import HERE
from evals.practice.manuscript import (
    Block,
    Cell,
    Chapter,
    Heading,
    Manuscript,
    Paragraph,
    Piece,
    Points,
    Role,
    Style,
    Table,
)
from evals.practice.truth import Action, DocumentTruth, Fact, Theme, Topic, Truth, euros
from evals.practice.wording import Dice, capital, chooser, fill, listed, phrases, plan_cell, plan_sentence, worded

FICTIONAL = "Fictief document: deze gemeente bestaat niet."
TABLE_SHARE, NUMBERS_SHARE, BULLETS_SHARE = 0.4, 0.65, 0.9
NOTE_SHARE = 0.12


@cache
def context_sentences() -> dict[str, list[str]]:
    """Give the ordinary sentences by kind."""
    raw: dict[str, list[str]] = tomllib.loads((HERE / "context.toml").read_text(encoding="utf-8"))
    return raw


@cache
def fact_bank() -> dict[str, dict[str, Any]]:
    """Give the wordings of single facts by their id."""
    raw = tomllib.loads((HERE / "facts.toml").read_text(encoding="utf-8"))
    return {fact["id"]: fact for fact in raw["fact"]}


def lower(text: str) -> str:
    """Give `text` with its first letter in lower case, as in running text."""
    return text[:1].lower() + text[1:]


def join(texts: Sequence[str]) -> str:
    """Join pieces as they are printed: with a space, but a footnote mark directly after the word."""
    found = ""
    for text in texts:
        found += text if text.startswith("*") or not found else f" {text}"
    return found


class Composer:
    """Composes one document of one municipality; every choice depends on the seed, the document and the item only."""

    def __init__(self, truth: Truth, document: DocumentTruth) -> None:
        """Draw the document's style."""
        self.truth, self.document = truth, document
        self.dice = chooser(truth.seed, document.key, "style")
        self._used: set[str] = set()
        heads = {kind: self.dice.choice(some) for kind, some in phrases(unseen=self.dice.unseen)["heads"].items()}
        self.style = Style(
            font=self.dice.choice(("Helvetica", "Times", "Vera")),
            page_labels=self.dice.random() < 0.5,
            contents=document.type != "voortgangsrapportage" or self.dice.random() < 0.5,
            depth=self.dice.choice((2, 2, 3)),
            ligatures=self.dice.random() < 0.25,
            numbered=self.dice.random() < 0.7,
            columns=self.dice.random() < 0.7,
            heads=heads,
        )

    def dice_for(self, *parts: object) -> Dice:
        """Give the dice for one item in this document."""
        return chooser(self.truth.seed, self.document.key, *parts)

    # Headings and prose

    def heading(self, level: int, text: str, *, item: str | None = None) -> Heading:
        """Give a heading."""
        return Heading(level, Piece(text, Role.HEADING, item))

    def head(self, level: int, kind: str, topic: Topic | None = None) -> Heading:
        """Give a heading of a kind in the wording that this document uses."""
        name = lower(topic.name(self.document.year)) if topic else ""
        slots = {"year": str(self.document.year), "topic": name}
        return self.heading(level, fill(self.style.heads[kind], slots))

    def theme_heading(self, theme: Theme) -> Heading:
        """Give a theme's heading: a chapter."""
        return self.heading(
            1, fill(self.style.heads["theme"], {"n": str(theme.number), "name": theme.name}), item=theme.id
        )

    def topic_heading(self, topic: Topic) -> Heading:
        """Give a topic's heading, numbered where this document numbers."""
        name = topic.name(self.document.year)
        return self.heading(2, f"{topic.number} {name}" if self.style.numbered else name, item=topic.id)

    def prose(self, kinds: str, sentences: int, *, topic: Topic | None = None, theme: Theme | None = None) -> Paragraph:
        """Give a paragraph of ordinary sentences of these kinds, none of which stood in this document before."""
        pool: list[str] = [s for kind in kinds.split() for s in context_sentences()[kind]]
        if topic:
            pool += [s for s in topic.bank.context for _ in range(3)]
        self.dice.shuffle(pool)
        pieces: list[Piece] = []
        for frame in pool:
            text = fill(frame, self._context_slots(topic, theme))
            if frame not in self._used and text not in self._used and len(pieces) < sentences:
                self._used |= {text} if "{" in frame else {frame}
                pieces.append(Piece(text))
        return Paragraph(
            tuple(pieces) or (Piece(fill("Over {t} is hier niets toe te voegen.", {"t": "dit onderdeel"})),)
        )

    def _context_slots(self, topic: Topic | None, theme: Theme | None) -> dict[str, str]:
        truth = self.truth
        theme = theme or (truth.theme_of(topic.id) if topic else self.dice.choice(truth.themes))
        topic = topic or self.dice.choice(theme.topics)
        outside = [p for p in truth.parties if not p.internal]
        return {
            "g": truth.municipality,
            "r": truth.region,
            "d": self.dice.choice(truth.districts),
            "p": self.dice.choice(outside).subject,
            "t": lower(topic.name(self.document.year)),
            "th": lower(theme.name),
            "y": str(self.document.year),
        }

    def fact(self, fact: Fact) -> Piece:
        """Give the sentence that states a single fact."""
        slots = {"v": fact.value, "j": str(fact.year or ""), "g": self.truth.municipality}
        made = worded("", slots, self.dice_for(fact.id), only=fact_bank()[fact.bank]["statement"])
        return Piece(made.text, Role.FACT, fact.id, fact.value, f"{fact.bank}.{made.phrase}")

    def facts(self, *, scanned: bool = False) -> list[Fact]:
        """Give the single facts that this document states in its text, or on its scanned page."""
        own = [fact for fact in self.truth.facts if fact.document == self.document.key]
        return [fact for fact in own if (fact_bank()[fact.bank]["scope"] == "scan") is scanned]

    def with_facts(self, paragraph: Paragraph, facts: Sequence[Fact]) -> Paragraph:
        """Work facts into a paragraph, each after a sentence of it."""
        pieces = list(paragraph.pieces)
        for i, fact in enumerate(facts):
            pieces.insert(min(len(pieces), 1 + 2 * i), self.fact(fact))
        return Paragraph(tuple(pieces))

    def renamed(self, topic: Topic) -> Piece:
        """Give the sentence that says what a renamed topic was called."""
        old = topic.names[0][1]
        slots = {"old": old, "before": str(topic.names[1][0] - 1)}
        made = worded("renamed", slots, self.dice_for(topic.id, "renamed"))
        return Piece(made.text, Role.RENAMED, topic.id, old, made.phrase)

    # Actions

    def actions(self, actions: Sequence[Action], topic: Topic) -> list[Block]:
        """Lay out a topic's actions of one year: as a table, a list, or in running text."""
        dice = self.dice_for(topic.id, "layout")
        share = dice.random()
        if share < TABLE_SHARE:
            return [self.action_table(actions)]
        label = dice.random() < 0.5
        points = [self.action_point(action, label=label) for action in actions]
        if share < NUMBERS_SHARE:
            marks = [a.label for a in actions] if dice.random() < 0.6 else [f"{i}." for i in range(1, len(actions) + 1)]
            return [Points(tuple(points), tuple(marks))]
        if share < BULLETS_SHARE:
            return [Points(tuple(points))]
        return [Paragraph(tuple(piece for point in points for piece in point))]

    def action_point(self, action: Action, *, label: bool) -> tuple[Piece, ...]:
        """Give an action as sentences: its party in the sentence or with a label, then partners, planning, budget."""
        dice = self.dice_for(action.id)
        made, apart = plan_sentence(action, dice, lead=bool(action.party) and not label)
        pieces = [Piece(made.text, Role.ACTION, action.id, made.key, made.phrase)]
        if apart:
            pieces.append(Piece(apart, Role.PARTY, action.id, action.party.name if action.party else ""))
        if label and action.party:
            text = fill(self.style.heads["label"], {"p": action.party.name})
            pieces.append(Piece(text, Role.PARTY, action.id, action.party.name))
        if action.partners:
            made = worded("partners", {"p": listed(action.partners)}, dice)
            pieces.append(Piece(made.text, Role.PARTNERS, action.id, "", made.phrase))
        if action.planning:
            planning = dice.choice(action.planning.wordings)
            made = worded("planning", {"p": planning}, dice)
            pieces.append(Piece(made.text, Role.PLANNING, action.id, planning, made.phrase))
        if action.budget:
            made = worded("budget", {"b": euros(action.budget)}, dice)
            pieces.append(Piece(made.text, Role.BUDGET, action.id, euros(action.budget), made.phrase))
        if action.moved_from:
            made = worded("moved_in", {"before": str(action.year - 1)}, dice)
            pieces.append(Piece(made.text, Role.CONTEXT, None, "", made.phrase))
        return tuple(pieces)

    def action_table(self, actions: Sequence[Action], *, topics: Sequence[Topic] = ()) -> Table:
        """Give actions as a table; with `topics` the first column names the topic in a cell merged over its rows."""
        dice = self.dice_for(actions[0].id, "table")
        lead, empty = self.style.heads["columns"], dice.choice(("-", "", "n.t.b."))
        names = ["Nr.", "Actie", lead, "Partners", "Planning", "Budget"]
        widths = [0.07, 0.36, 0.17, 0.17, 0.13, 0.10]
        if topics:
            names, widths = ["Onderwerp", *names], [0.14, 0.07, 0.29, 0.15, 0.14, 0.11, 0.10]
        rows: list[tuple[Cell, ...]] = []
        notes: list[Piece] = []
        leads = self._lead_cells(actions, dice, empty, notes)
        for i, action in enumerate(actions):
            row = [Cell((Piece(action.label, Role.NOTE),)), Cell(self._action_cell(action, notes))]
            if leads[i] is not None:
                row.append(leads[i] or Cell(()))
            partners = "; ".join(p.name for p in action.partners) or empty
            row.append(Cell((Piece(partners, Role.PARTNERS, action.id),)))
            planning = dice.choice(action.planning.wordings) if action.planning else empty
            row.append(Cell((Piece(planning, Role.PLANNING, action.id, planning),)))
            budget = euros(action.budget) if action.budget else empty
            row.append(Cell((Piece(budget, Role.BUDGET, action.id, budget),)))
            same = [a for a in actions if a.topic == action.topic]
            if topics and same[0] == action:
                topic = next(t for t in topics if t.id == action.topic)
                name = Piece(topic.name(self.document.year), Role.HEADING, topic.id)
                row.insert(0, Cell((name,), rows=len(same)))
            rows.append(tuple(row))
        return Table(self._table_heads(names, lead, dice), tuple(rows), tuple(widths), tuple(notes))

    def _table_heads(self, names: list[str], lead: str, dice: Dice) -> tuple[tuple[Cell, ...], ...]:
        def cell(text: str, columns: int = 1, rows: int = 1) -> Cell:
            return Cell((Piece(text, Role.HEAD),), columns, rows)

        if lead == "Wie" or dice.random() < 0.6:
            return (tuple(cell(name) for name in names),)
        at = names.index(lead)
        above = (
            [cell(n, rows=2) for n in names[:at]]
            + [cell("Wie", columns=2)]
            + [cell(n, rows=2) for n in names[at + 2 :]]
        )
        return (tuple(above), (cell(lead), cell("Partners")))

    def _action_cell(self, action: Action, notes: list[Piece]) -> tuple[Piece, ...]:
        made = plan_cell(action, self.dice_for(action.id))
        piece = Piece(made.text, Role.ACTION, action.id, made.key, made.phrase)
        starred = any(note.item == action.id for note in notes)
        return (piece, Piece("*", Role.NOTE)) if starred else (piece,)

    def _lead_cells(self, actions: Sequence[Action], dice: Dice, empty: str, notes: list[Piece]) -> list[Cell | None]:
        """Give the party's cell of every row: merged over equal neighbours (None below), or named in a footnote."""
        cells: list[Cell | None] = []
        i = 0
        while i < len(actions):
            party, end = actions[i].party, i + 1
            while (
                party and end < len(actions) and actions[end].party == party and actions[end].topic == actions[i].topic
            ):
                end += 1
            if party and end == i + 1 and not notes and dice.random() < NOTE_SHARE:
                said = worded("lead_note", {"p": party.subject}, dice)
                notes.append(Piece(said.text, Role.PARTY, actions[i].id, party.name, said.phrase))
                cells.append(Cell((Piece(empty, Role.NOTE),)))
            else:
                name = party.name if party else empty
                role = Role.PARTY if party else Role.NOTE
                cells.append(Cell((Piece(name, role, actions[i].id if party else None, name),), rows=end - i))
                cells.extend([None] * (end - i - 1))
            i = end
        return cells

    # The whole

    def manuscript(self, cover: Sequence[str], front: Sequence[Chapter], body: Sequence[Chapter]) -> Manuscript:
        """Put the document together; the first page says that it is fictional."""
        lines = [self.document.title, f"Gemeente {self.truth.municipality}", *cover, FICTIONAL]
        adopted = self.document.adopted

        def piece(line: str) -> Piece:
            said = adopted in line
            item, key = (f"V.{self.document.key}", adopted) if said else (None, "")
            return Piece(line, Role.FACT if said else Role.TITLE, item, key)

        return Manuscript(
            file=self.document.file,
            title=self.document.title,
            municipality=self.truth.municipality,
            cover=tuple(piece(line) for line in lines),
            front=tuple(front),
            body=tuple(body),
            style=self.style,
        )


def sentence(text: str) -> str:
    """Give `text` as a sentence."""
    return capital(text if text.endswith((".", "?", ":")) else f"{text}.")
