"""Measures the register against the truth: is everything there, and nothing else, with the right party and year?

The truth knows what every document prints (`printed.json`), so an item counts as found in a document only where its
words stand in that document's register. Every measure is given per format, with the counts it was made from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.types import ItemKind, RegisterItem, Role

KINDS = {
    "actions": (ItemKind.ACTION, frozenset({"action"})),
    "results": (ItemKind.RESULT, frozenset({"result", "outcome"})),
    "goals": (ItemKind.GOAL, frozenset({"goal", "interim"})),
    "figures": (ItemKind.FIGURE, frozenset({"figure"})),
}
"""What is measured: the register's kind, and the roles under which the truth prints it."""

OVERLAP = 0.7
"""The share of the printed letters that an item must hold; a sentence over a page end may lose its last words."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One item that a document prints: its letters as printed, and what is true of it (None where it says nothing)."""

    document: str
    id: str
    letters: str
    year: int | None
    theme: str | None
    topic: str | None
    party: str | None = None
    partners: frozenset[str] = frozenset()
    planning: frozenset[str] = frozenset()
    budget: str | None = None
    label: str | None = None


Answers = tuple[str, str]
"""Who answers for what: the letters of a theme's or topic's name, and of a party's."""


@dataclass(slots=True)
class Count:
    """How often something was right, of how many."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one more."""
        self.right += right
        self.of += 1

    def share(self) -> dict[str, float | int]:
        """Give the share with its counts; nothing of nothing is right."""
        return {"share": round(self.right / self.of, 4) if self.of else 1.0, "right": self.right, "of": self.of}


def measure(
    items: Iterable[RegisterItem],
    files: Mapping[str, str],
    truth: Mapping[str, Any],
    printed: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """Give recall, precision and the share of right parties, years and themes, per format and kind.

    Args:
        items: the register of all documents.
        files: the file name of every document id in the register.
        truth: the practice municipality's truth.json.
        printed: its printed.json.

    Returns:
        `{"pdf": {"actions": {"recall": {"share", "right", "of"}, "precision": ..., "party": ...}, ...}, ...}`; "party"
        and the like count over the items that were found. `missed` and `surplus` list what went wrong, as texts.
    """
    by_file: dict[str, list[RegisterItem]] = defaultdict(list)
    for item in items:
        by_file[files[item.document_id]].append(item)
    result: dict[str, Any] = {}
    for document in truth["documents"]:
        file = document["file"]
        found = result.setdefault(file.rsplit(".", 1)[1], {kind: _Tally() for kind in (*KINDS, "responsible")})
        for kind, (item_kind, roles) in KINDS.items():
            expected = _expected(document, roles, truth, printed)
            if kind in {"figures", "goals"} and document["type"] == "eindrapportage":
                continue  # its table prints a number per cell, whose words do not tell which figure it is
            found[kind].compare(file, expected, [i for i in by_file[file] if i.kind is item_kind])
        found["responsible"].compare_who(file, _who(document, truth, printed), by_file[file])
    return {form: {kind: tally.report() for kind, tally in kinds.items()} for form, kinds in result.items()}


class _Tally:
    """The counts of one kind in one format."""

    ASPECTS = ("exact", "party", "partners", "year", "theme", "topic", "planning", "budget", "label")

    def __init__(self) -> None:
        self.recall, self.precision = Count(), Count()
        self.aspects = {name: Count() for name in self.ASPECTS}
        self.missed: list[str] = []
        self.surplus: list[str] = []
        self.wrong: list[str] = []

    def compare(self, file: str, expected: Sequence[Expected], items: Sequence[RegisterItem]) -> None:
        """Match items with what is expected, each with the printed words that it holds most of."""
        found: dict[str, RegisterItem] = {}
        for item in items:
            letters = letters_of(item.text)
            held = [e for e in expected if _holds(letters, e.letters)]
            self.precision.add(len(held) == 1)
            if len(held) != 1:
                self.surplus.append(f"{file}: [{len(held)}] {item.text}")
            for e in held[:1]:
                found.setdefault(e.id, item)
        for e in expected:
            match = found.get(e.id)
            self.recall.add(match is not None)
            if match is None:
                self.missed.append(f"{file}: {e.id} {e.letters}")
            else:
                self._aspects(file, e, match)

    def compare_who(self, file: str, expected: frozenset[Answers], items: Sequence[RegisterItem]) -> None:
        """Compare who answers for which theme or topic, outside goals and actions."""
        found = {
            (
                letters_of((item.topic or item.theme or "") if p.role is not Role.PORTFOLIO else item.theme or ""),
                _name(p.name),
            )
            for item in items
            if item.kind is ItemKind.RESPONSIBLE
            for p in item.parties
        }
        for answer in sorted(found | expected):
            if answer in found:
                self.precision.add(answer in expected)
            if answer in expected:
                self.recall.add(answer in found)
        self.missed.extend(f"{file}: {answer}" for answer in sorted(expected - found))
        self.surplus.extend(f"{file}: {answer}" for answer in sorted(found - expected))

    def _aspects(self, file: str, e: Expected, item: RegisterItem) -> None:
        leads = {_name(p.name) for p in item.parties if p.role in {Role.LEAD, Role.RESPONSIBLE}}
        partners = {_name(p.name) for p in item.parties if p.role is Role.PARTNER}
        right = {
            "exact": letters_of(item.text) == e.letters,
            "party": leads == ({_name(e.party)} if e.party else set()),
            "partners": partners == {_name(p) for p in e.partners},
            "year": item.years == (e.year,),
            "theme": letters_of(item.theme or "") == letters_of(e.theme or ""),
            "topic": letters_of(item.topic or "") == letters_of(e.topic or ""),
            "planning": letters_of(item.planning or "") in e.planning,
            "budget": letters_of(item.budget or "") == letters_of(e.budget or ""),
            "label": item.label == e.label,
        }
        for name, is_right in right.items():
            if (name == "year" and e.year is None) or (name == "label" and item.label is None):
                continue  # the truth says no year, or the document prints no number
            self.aspects[name].add(is_right)
            if not is_right:
                self.wrong.append(f"{file}: {name}: {item} != {getattr(e, name, e.letters)}")

    def report(self) -> dict[str, Any]:
        """Give the shares and what went wrong."""
        return {
            "recall": self.recall.share(),
            "precision": self.precision.share(),
            **{name: count.share() for name, count in self.aspects.items()},
            "missed": self.missed,
            "surplus": self.surplus,
            "wrong": self.wrong,
        }


def _expected(
    document: Mapping[str, Any], roles: frozenset[str], truth: Mapping[str, Any], printed: Sequence[Mapping[str, Any]]
) -> list[Expected]:
    """Give what one document prints under these roles, once per item and role."""
    texts: dict[tuple[str, str], str] = {}
    for piece in printed:
        if not piece["phrase"]:
            continue  # a cell beside the sentence ("Gereed")
        if piece["document"] in {document["key"], document["file"]} and piece["role"] in roles and piece["item"]:
            key = (piece["item"], piece["role"])
            texts[key] = f"{texts.get(key, '')} {piece['text']}"
    facts = {entry["id"]: entry for kind in ("actions", "goals", "figures") for entry in truth[kind]}
    return [
        _of(document, item, text, facts[item], truth)
        for (item, _), text in texts.items()
        if item in facts and text.strip()
    ]


def _who(
    document: Mapping[str, Any], truth: Mapping[str, Any], printed: Sequence[Mapping[str, Any]]
) -> frozenset[Answers]:
    """Give who answers for which theme (its office) and topic (its coordinator), where the document prints that."""
    pieces = [(p["role"], p["item"]) for p in printed if p["document"] in {document["key"], document["file"]}]
    found: set[Answers] = set()
    for theme in truth["themes"]:
        if ("portfolio", theme["id"]) in pieces:
            found.add((letters_of(theme["name"]), _name(theme["portfolio"])))
        for topic in theme["topics"]:
            if ("party", topic["id"]) in pieces and topic["lead"]:
                found.add((letters_of(topic["names"][0][1]), _name(topic["lead"]["name"])))
    return frozenset(found)


def _of(
    document: Mapping[str, Any], item: str, text: str, fact: Mapping[str, Any], truth: Mapping[str, Any]
) -> Expected:
    theme, topic = next((th, to) for th in truth["themes"] for to in th["topics"] if to["id"] == fact["topic"])
    name = next(
        name for start, name in reversed(topic["names"]) if start <= document["year"] or start == topic["names"][0][0]
    )
    is_action = "core" in fact
    in_plan = is_action and document["type"] == "jaarplan"
    wordings = (fact.get("planning") or {}).get("wordings", []) if in_plan else []
    return Expected(
        document=document["file"],
        id=item,
        letters=letters_of(text),
        year=fact["year"] if is_action or "half" in fact else None,
        theme=theme["name"],
        topic=name,
        party=fact["party"]["name"] if in_plan and fact["party"] else None,
        partners=frozenset(p["name"] for p in fact["partners"]) if in_plan else frozenset(),
        planning=frozenset(letters_of(w) for w in wordings or [""]),
        budget=f"{fact['budget']}" if in_plan and fact["budget"] else None,
        label=fact["label"] if is_action else None,
    )


def _holds(letters: str, expected: str) -> bool:
    """Say whether an item's letters are those of the printed words, or a large part of them."""
    if expected in letters:
        return True
    return letters in expected and len(letters) >= OVERLAP * len(expected)


def _name(name: str) -> str:
    return letters_of(re.sub(r"^(?:de|het)\s+", "", name.strip(), flags=re.IGNORECASE))


def letters_of(text: str) -> str:
    """Give `text` as its letters and digits, in lower case, so that spaces, hyphens and marks do not count."""
    return "".join(c for c in text.casefold() if c.isalnum())
