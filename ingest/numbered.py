"""Numbered sub-headings that each name one action ("1.1 Avonden over inbraak"), with a paragraph about it below.

A plan's chapters are numbered alike ("1.1 Aanleiding", "9.1 Rollen"), so the number alone says nothing: what stands
under the headings must, with a label such as "Trekker: ..." or a deed, or the heading above them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.types import SectionClass
from ingest.blocks import Block, BlockKind
from ingest.fields import labels_in, pair_in
from ingest.prose import is_deed, sentences
from ingest.wordings import ROLE_OF, Field, class_of, subject_of, without_number, wordings

NUMBER = re.compile(r"\d{1,2}\.\d{1,2}[a-z]?\.?\s+\S")
LABELS = frozenset({*ROLE_OF, Field.PLANNING, Field.BUDGET})
"""What is said of an action and of no chapter."""

FEWEST = 2
"""A single numbered sub-heading under a heading is no list of actions."""

FEWEST_UNDER_A_TITLE, MOST_DEEDS = 4, 3
"""Where no label is anywhere, a document whose title says that it lists actions has so many such headings at least, and
no more deeds under any of them: more are actions of their own under a subject."""

MOST_DO = 0.6
"""The share of the headings under which a deed or a label must stand."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The headings under one heading, each with its own blocks; `above` is that heading and `says` its class."""

    above: str
    says: SectionClass | None
    headings: tuple[str, ...]
    own: tuple[tuple[Block, ...], ...]


def groups_of_actions(groups: Sequence[Numbered], title: str) -> tuple[bool, ...]:
    """Say of each group whether its headings are actions, in a document of this title.

    One group with labels is enough to read the others in the document so, where deeds stand under their headings.
    """
    fit = [_may_be(group) for group in groups]
    sure = [may and _labelled(group) >= FEWEST and _does(group) for group, may in zip(groups, fit, strict=True)]
    if wordings().lists_actions.search(title) and not any(sure):
        sure = [may and _tells_deeds(group) for group, may in zip(groups, fit, strict=True)]
        enough = sum(len(group.headings) for group, tells in zip(groups, sure, strict=True) if tells)
        sure = sure if enough >= FEWEST_UNDER_A_TITLE else [False] * len(sure)
    return tuple(
        known or (may and _does(group) and (any(sure) or group.says is SectionClass.ACTION) and not _organises(group))
        for group, may, known in zip(groups, fit, sure, strict=True)
    )


def _may_be(group: Numbered) -> bool:
    """Say whether all headings have the form of an action's: a number, words of their own and a paragraph."""
    return len(group.headings) >= FEWEST and all(
        NUMBER.match(heading) and not heading.endswith("?") and _is_named(heading) and _is_told(own)
        for heading, own in zip(group.headings, group.own, strict=True)
    )


def _is_named(heading: str) -> bool:
    """Say whether a heading is no kind of text; one such as "1.3 Aanpak woonoverlast" has a subject."""
    found = class_of(heading)
    return found is None or (found is SectionClass.ACTION and subject_of(heading) is not None)


def _is_told(own: Sequence[Block]) -> bool:
    """Say whether blocks tell of one action: in running text, by one lead at most, and in no table but of labels."""
    leads = sum(label.field is Field.LEAD for block in own for label in labels_in(block.text))
    listed = any(labels_in(block.text) and is_deed(block.text) for block in own if block.kind is BlockKind.ITEM)
    return (
        any(block.kind is BlockKind.PARAGRAPH for block in own)
        and not any(block.kind is BlockKind.ROW and pair_in(block) is None for block in own)
        and leads <= 1
        and not listed
    )


def _labelled(group: Numbered) -> int:
    return sum(any(label.field in LABELS for block in own for label in labels_in(block.text)) for own in group.own)


def _does(group: Numbered) -> bool:
    doing = sum(any(_is_done(block) for block in own) for own in group.own)
    return doing >= MOST_DO * len(group.own)


def _tells_deeds(group: Numbered) -> bool:
    """Say whether under each heading a few deeds stand, and no other kind of text."""
    counted = [sum(map(_deeds, own)) for own in group.own]
    return all(1 <= count <= MOST_DEEDS for count in counted) and not _organises(group)


def _deeds(block: Block) -> int:
    return sum(is_deed(block.text[start:end]) for start, end in sentences(block.text))


def _is_done(block: Block) -> bool:
    if any(label.field in LABELS for label in labels_in(block.text)) or pair_in(block) in LABELS:
        return True
    return any(is_deed(block.text[start:end]) for start, end in sentences(block.text))


def _organises(group: Numbered) -> bool:
    """Say whether headings are about the plan itself and who works on it ("9.1 Rollen")."""
    return any(wordings().organises.match(without_number(heading)) for heading in (group.above, *group.headings))
