"""How many true and false claims a support check lets through: made-up sentences with claims about each.

The claims go through the same gate as a language model's (`assistant.verify.examine`), each with its whole sentence as
quote: what is measured is whether words that stand in the source may still say something else.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.ask import open_writer
from assistant.own_words import Unproven
from assistant.support import entailed_by, timed
from assistant.types import DraftClaim, Evidence
from assistant.verify import Sources, Supports, examine, words_only
from corpus.entailment import load_entailment
from corpus.errors import SettingsError
from corpus.types import Document, DocumentType, Grain, Page, Passage, SectionClass, Span

SETS = ("tune", "report")
"""The rules were made with `tune` before us; nobody works on `report`."""
FAITHFUL = "faithful"
NAMES = {
    FAITHFUL: "waar, in andere woorden",
    "number": "onwaar: getal of jaar",
    "certainty": "onwaar: zekerheid of voorwaarde",
    "denial": "onwaar: ontkenning",
    "other": "onwaar: ander woord",
    "roles": "onwaar: rollen of volgorde",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, a claim about it, and its kind: faithful, or the way in which it is false."""

    sentence: str
    claim: str
    kind: str


@dataclass(frozen=True, slots=True)
class Passed:
    """How many claims of a kind there are, and which were let through."""

    total: int
    passed: tuple[str, ...]


def pairs(name: str) -> tuple[Pair, ...]:
    """Read the sentences of a set and their claims."""
    path = Path(__file__).with_name(f"support_{name}.toml")
    listed = tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]
    return tuple(Pair(s["text"], claim, kind) for s in listed for kind in NAMES for claim in s.get(kind, ()))


def measure(name: str, supports: Supports = words_only) -> Mapping[str, Passed]:
    """Give, by kind of claim, how many there are and which the check lets through."""
    every = pairs(name)
    kept = [pair for pair in every if passes(pair, supports)]
    totals = Counter(pair.kind for pair in every)
    return {kind: Passed(totals[kind], tuple(p.claim for p in kept if p.kind == kind)) for kind in NAMES}


def check_named(name: str, environ: Mapping[str, str]) -> Supports:
    """Give a check by the name that SUPPORT_CHECK gives it; `model` is judged by the model of CHAT_MODEL.

    Raises:
        SettingsError, ModelError: the check cannot be used.
    """
    if name == "words":
        return words_only
    if name != "model":
        return timed(0.0, entailed_by(load_entailment(name)))
    writer = open_writer({**environ, "SUPPORT_CHECK": "model"})
    if writer is None:
        raise SettingsError("Steun meten", on="CHAT_MODEL", found="niet ingesteld", do="Noem het model dat oordeelt")
    return lambda text, citations: writer.supports(writer.model.deadline())(text, citations)


def passes(pair: Pair, supports: Supports) -> bool:
    """Tell whether a claim would be shown."""
    text = pair.sentence
    spans = (Span(1, 0, len(text)),)
    passage = Passage("p", "d", Grain.BLOCK, ("Proef",), SectionClass.CONTEXT, None, None, (), spans, text)
    document = Document(
        "d", "Proef", "Ergens", DocumentType.OVERIG, None, None, "", "", None, True, "0" * 64, "p.txt", False
    )
    sources = Sources({"p": passage}, {"d": document}, {"d": {1: Page(1, None, text)}})
    claim = DraftClaim(pair.claim, (Evidence("p", text),), own_words=True)
    return not isinstance(examine(claim, sources, supports), Unproven)


def table(found: Mapping[str, Passed]) -> str:
    """Give the table, and the false claims that were let through by name."""
    lines = [f"{NAMES[kind]:<34}{len(row.passed):>4} van {row.total}" for kind, row in found.items()]
    false = [row for kind, row in found.items() if kind != FAITHFUL]
    lines.append(f"{'onwaar, alles':<34}{sum(len(r.passed) for r in false):>4} van {sum(r.total for r in false)}")
    lines += [f"  doorgelaten: {claim}" for row in false for claim in row.passed]
    return "\n".join(lines)
