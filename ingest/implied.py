"""What a text states where its heading names a theme or subject only: in a plan what will be done, in a report results.

A plan may list its actions right under a theme, and a report may tell of its themes without ever saying "Resultaten".
A heading whose words promise something else ("Samenvatting", "Wie doet wat?") implies nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from corpus.types import REPORTS, Document, ItemKind, Section, SectionClass
from ingest.blocks import Block, BlockKind
from ingest.fields import labels_in, only_labels
from ingest.kinds import PLANS
from ingest.points import RUNNING, Point
from ingest.prose import is_deed, sentences
from ingest.wordings import Field, class_of, wordings

UNKNOWN = frozenset({SectionClass.THEME, SectionClass.CONTEXT})
"""The classes of a heading that names a theme, and of one whose words say nothing known."""


def implied_kinds(document: Document, bound: Sequence[Point], acts: Callable[[str], bool]) -> dict[Block, ItemKind]:
    """Give the blocks that state something though no heading, column or label says what, each with its kind.

    `acts` says whether a sentence states a deed. Of a list in a plan most points must; then all its points are actions.
    """
    found: dict[Block, ItemKind] = {}
    says_results = any(p.entry.section.section_class is SectionClass.RESULT for p in bound)
    for (section, kind), run in groupby(bound, key=lambda point: (point.entry.section, point.entry.block.kind)):
        blocks = [p.entry.block for p in run if p.entry.card is None and not only_labels(p.entry.block.text)]
        if not _names_subject(section):
            continue
        if document.type in PLANS and kind is BlockKind.ITEM and section.theme is not None:
            deeds = sum(acts(block.text) or _is_led(block, acts) for block in blocks)
            found.update(dict.fromkeys(blocks if 2 * deeds > len(blocks) else (), ItemKind.ACTION))
        if document.type in PLANS and kind in RUNNING:
            found.update(dict.fromkeys((b for b in blocks if _is_led(b, acts)), ItemKind.ACTION))
        elif document.type in REPORTS and kind in RUNNING and not says_results:
            told = (b for b in blocks if any(is_told(b.text[start:end]) for start, end in sentences(b.text)))
            found.update(dict.fromkeys(told, ItemKind.RESULT))
    return found


def _is_led(block: Block, acts: Callable[[str], bool]) -> bool:
    """Say whether a block states a deed and then who leads it ("We plaatsen zes lampen. (trekker: team Licht)")."""
    leads = [label for label in labels_in(block.text) if label.field is Field.LEAD]
    before = block.text[: leads[0].start] if leads else ""
    return any(acts(before[start:end].rstrip(" (")) for start, end in sentences(before))


def _names_subject(section: Section) -> bool:
    """Say whether a section stands under a heading that only names what it is about."""
    return (
        len(section.path) > 1
        and section.section_class in UNKNOWN
        and class_of(section.path[-1]) in {None, SectionClass.THEME}
    )


def is_result(sentence: str) -> bool:
    """Say whether a sentence under a heading of results may be one: a reason or a worry about one is not."""
    return not wordings().no_result.search(" ".join(sentence.split()))


def is_told(sentence: str) -> bool:
    """Say whether a sentence tells what was done or reached, or how far something is."""
    return looks_back(sentence) and not is_deed(sentence)


def looks_back(sentence: str) -> bool:
    """Say whether a sentence has the words of one that tells what was done ("We plaatsten")."""
    words = wordings()
    bare = " ".join(sentence.split())
    has_words = words.past.search(bare) or words.told.search(bare)
    return bool(has_words) and is_result(sentence) and not bare.endswith((":", "?"))
