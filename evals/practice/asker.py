"""Builds one question line from a truth, a phrasing and the places where the truth is printed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from evals.practice.compose import lower
from evals.practice.manuscript import Printed, Role
from evals.practice.numbers import MONTHS, number_wordings
from evals.practice.truth import Action, Figure, Goal, Topic, Truth
from evals.practice.wording import agreement, chooser, fill, subject_of, together

Line = dict[str, Any]


@cache
def asking(*, unseen: bool = True) -> dict[str, Any]:
    """Give the phrasings of questions by kind, with or without those that `tune` never shows."""
    return together("asking", unseen=unseen)


class Asker:
    """Knows the truth and where it is printed, and makes question lines."""

    def __init__(self, truth: Truth, printed: Sequence[Printed]) -> None:
        """Index the printed pieces by item."""
        self.truth = truth
        self.dice = chooser(truth.seed, "questions")
        self._by_item: dict[tuple[str, Role], list[Printed]] = {}
        self._by_row: dict[tuple[str, int], list[Printed]] = {}
        for piece in printed:
            if piece.row is not None:
                self._by_row.setdefault((piece.document, piece.row), []).append(piece)
            if piece.item:
                self._by_item.setdefault((piece.item, piece.role), []).append(piece)
        self._all_text = "\n".join(piece.text for piece in printed).casefold()
        self._decks: dict[str, list[str]] = {}
        self._files = {d.key: d.file for d in truth.documents}
        self.lines: list[Line] = []

    # Where a truth is printed

    def printed(self, item: str, *roles: Role, document: str | None = None) -> list[Printed]:
        """Give the pieces that print an item in these roles, in all documents or in that with this key."""
        found = [piece for role in roles for piece in self._by_item.get((item, role), [])]
        return [piece for piece in found if document is None or piece.document == self._files[document]]

    def plan_of(self, action: Action, *roles: Role) -> list[Printed]:
        """Give the pieces of the Jaarplan that print an action."""
        return self.printed(action.id, *(roles or (Role.ACTION,)), document=f"jaarplan-{action.year}")

    def text_of(self, action: Action) -> str:
        """Give an action as its Jaarplan prints it."""
        return " ".join(piece.text for piece in self.plan_of(action))

    def mentions(self, *names: str) -> bool:
        """Tell whether a document prints one of these names."""
        return any(name.casefold() in self._all_text for name in names)

    def _telling(self, piece: Printed) -> str:
        """Give the words that stand for a piece: a cell is told by the longest cell of its row."""
        if piece.row is None:
            return piece.text
        row = [p for p in self._by_row[piece.document, piece.row] if p.page == piece.page]
        return max((p.text for p in row), key=len)

    # Words

    def phrase(self, name: str, slots: dict[str, str], *, group: str | None = None) -> str:
        """Fill the next phrasing of a kind; all are used before one comes back."""
        known = asking(unseen=self.dice.unseen)
        pool = known[group][name] if group else known[name]
        return self.deal(f"{group}.{name}", pool, slots)

    def deal(self, name: str, pool: Sequence[str], slots: dict[str, str]) -> str:
        """Fill the next phrasing of `pool`, shuffled."""
        deck = self._decks.setdefault(name, [])
        if not deck:
            deck.extend(self.dice.sample(list(pool), len(pool)))
        text = fill(deck.pop(), slots)
        return text[:1].upper() + text[1:]

    def action_slots(self, action: Action) -> dict[str, str]:
        """Give the slots of a question about an action."""
        core = action.core
        return {
            "doing": action.doing,
            **agreement(action),
            "where": action.where,
            "what": action.what(),
            "noun": core.noun,
            "te": core.verb.with_te,
            "year": str(action.year),
            "plain": core.plain,
            "english": core.english,
            "in_place": f" in {action.district}" if action.district else "",
            "g": self.truth.municipality,
        }

    def topic_slots(self, topic: Topic, year: int) -> dict[str, str]:
        """Give the slots of a question about a topic."""
        return {
            "topic": lower(topic.name(year)),
            "theme": self.truth.theme_of(topic.id).name,
            "year": str(year),
            "g": self.truth.municipality,
            "plain_topic": topic.bank.plain,
            "english_topic": topic.bank.english,
        }

    def goal_slots(self, goal: Goal) -> dict[str, str]:
        """Give the slots of a question about a goal."""
        topic = self.truth.topic(goal.topic)
        return self.topic_slots(topic, goal.target_year) | {
            "subject": subject_of(goal),
            "ty": str(goal.target_year),
            "plain_indicator": goal.indicator.plain,
            "english_indicator": goal.indicator.english,
        }

    # Lines

    def add(
        self,
        kind: str,
        question: str,
        gold: Iterable[Printed] = (),
        *,
        wording: str = "staff",
        key_facts: Sequence[Sequence[str]] = (),
        forbidden: Sequence[str] = (),
        items: Sequence[str] = (),
        party: str | None = None,
        year: int | None = None,
        status: Sequence[str] = ("answered",),
        reasons: Sequence[str] = (),
        history: Sequence[tuple[str, str]] = (),
        about: str | None = None,
    ) -> None:
        """Add a question that was not asked yet; `about` names the kind underneath a plain, typo or English one."""
        places = sorted({(p.document, p.page, self._telling(p)) for p in gold})
        said = " ".join(text for _, _, text in places)
        turns = [{"role": role, "content": content} for role, content in history]
        if any((line["question"], line["history"]) == (question, turns) for line in self.lines):
            return
        number = sum(line["kind"] == kind for line in self.lines) + 1
        self.lines.append(
            {
                "id": f"{self.truth.municipality.lower()}-{kind}-{number:03}",
                "municipality": self.truth.municipality,
                "kind": kind,
                "about": about or kind,
                "wording": wording,
                "question": question,
                "history": turns,
                "status": list(status),
                "reasons": list(reasons),
                "gold": {
                    "documents": sorted({document for document, _, _ in places}),
                    "pages": [{"document": d, "page": p} for d, p in sorted({(d, p) for d, p, _ in places})],
                    "passages": [{"document": d, "page": p, "text": text} for d, p, text in places],
                },
                "key_facts": [list(wordings) for wordings in key_facts],
                "forbidden_facts": [fact for fact in dict.fromkeys(forbidden) if fact and fact not in said],
                "items": list(items),
                "party": party,
                "year": year,
            }
        )

    def sample(self, some: Iterable[Any], count: int) -> list[Any]:
        """Choose at most `count` of `some`, in their own order."""
        pool = list(some)
        chosen = sorted(self.dice.sample(range(len(pool)), min(count, len(pool))))
        return [pool[i] for i in chosen]


def english_period(figure: Figure) -> str:
    """Give the period of a figure in English."""
    return (
        f"the {'first' if figure.half == 1 else 'second'} half of {figure.year}"
        if figure.half
        else f"all of {figure.year}"
    )


def value_wordings(value: str, goal: Goal) -> list[str]:
    """Give the wordings of a measured value that count as the same fact."""
    plain = value.replace(".", "") if "," not in value else value
    both = list(dict.fromkeys((value, plain)))
    if goal.indicator.kind == "procent":
        return [f"{value}%", f"{value} procent", value]
    return [*both, value.replace(",", ".")] if "," in value else both


def counted(number: int, *nouns: str) -> list[str]:
    """Give the wordings of a number of things; the bare figure will not do, because "[2]" is also a mark."""
    ways = dict.fromkeys(number_wordings(number))
    return [f"{way} {noun}" for noun in nouns for way in ways] + [f"er {way}" for way in ways]


def date_wordings(text: str) -> list[str]:
    """Give a date as printed and in figures."""
    day, month, year = text.split()
    return [text, f"{int(day):02}-{MONTHS.index(month) + 1:02}-{year}"]


def misspelt(text: str, dice: random.Random, *, keep: Iterable[str] = ()) -> str:
    """Make two typing errors in long words that are not names: letters swapped, left out or doubled."""
    words = text.split(" ")
    kept = {part for name in keep for part in name.split()}
    able = [
        i for i, w in enumerate(words) if len(w) >= 6 and w.strip("?.,").isalpha() and w[0].islower() and w not in kept
    ]
    for i in dice.sample(able, min(2, len(able))):
        word = words[i]
        at = dice.randrange(1, len(word.rstrip("?.,")) - 2)
        how = dice.randrange(3)
        if how == 0:
            words[i] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        elif how == 1:
            words[i] = word[:at] + word[at + 1 :]
        else:
            words[i] = word[:at] + word[at] + word[at:]
    return " ".join(words)
