"""Pages to a tree of sections: class, theme, topic and years of every heading, by its wording and not by its depth.

The depth at which a goal or an action list stands changes inside one plan (Almere 2021: theme > topic > goal in theme
1, theme > goal in theme 2), so a heading's class comes from its words (`ingest.tree`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.types import Document, Section, SectionClass
from ingest.blocks import Block, BlockKind
from ingest.hygiene import named_by_people
from ingest.runs import runs, section_of_run
from ingest.tree import Node, has_kinds, tree
from ingest.wordings import plain, subject_of, theme_in_title, theme_name, topic_name, years_in


@dataclass(frozen=True, slots=True)
class StructuredBlock:
    """A block and the section it stands in: the nearest heading above it.

    `card` is the heading of one action ("Actie 3: Cameratoezicht") that the block stands under, or is: such a heading
    is a list point with what stands under it, not a section.
    """

    block: Block
    section: Section
    card: Block | None = None


def structure(document: Document, blocks: Sequence[Block]) -> tuple[StructuredBlock, ...]:
    """Bind every block that is not a heading to its section.

    A section's path starts with the document's title; a heading that repeats the title adds nothing to it. Theme and
    topic are the nearest theme and the subject under it; a document whose own title is a theme ("Thema 2: ...")
    passes it on. Years are those of the nearest heading that names one, else the document's period or edition. A
    sentence that introduces list points ("Onze inzet op X:") is their heading for as long as the list runs.
    """
    bound: list[StructuredBlock] = []
    for node in tree(document, blocks):
        section = named_by_people(_section(document, node))
        if node.card and node.block is not None:
            own = (replace(node.block, kind=BlockKind.ITEM, level=1), *node.own)
            bound.extend(StructuredBlock(block, section, node.block) for block in own)
            continue
        for run in runs(node.own):
            inner = named_by_people(section_of_run(section, run))
            bound.extend(StructuredBlock(block, inner) for block in run.blocks)
    return tuple(bound)


# -- What a section says about its blocks ------------------------------------------------------------------------------


def _section(document: Document, node: Node) -> Section:
    path = [n.heading for n in node.above() if plain(n.heading) != plain(document.title)]
    theme, topic = _theme_and_topic(document, node)
    return Section(
        path=(document.title, *reversed(path)),
        section_class=_class(node),
        theme=theme,
        topic=topic,
        years=_years(document, node),
        body=tuple(span for block in node.own for span in block.spans),
    )


def _class(node: Node) -> SectionClass:
    """A kind of text is what its words say; subjects and themes below such a heading continue it.

    A theme with its own goals and actions is a chapter: what stands right under it is no goal, though the heading
    above it says "Onze ambities".
    """
    if node.card:
        return SectionClass.ACTION
    chapter = False
    for above in node.above():
        if above.rank == 3 and above.worded is not None and not (chapter and above.worded is SectionClass.GOAL):
            return above.worded
        chapter = chapter or (above.worded is SectionClass.THEME and has_kinds(above))
    return node.worded if node.worded in {SectionClass.TITLE, SectionClass.THEME} else SectionClass.CONTEXT


def _theme_and_topic(document: Document, node: Node) -> tuple[str | None, str | None]:
    """The nearest theme and the highest subject under it, else the subject that a kind of text names in its words."""
    theme = theme_in_title(document.title)
    topic: str | None = None
    hinted: str | None = None
    for above in reversed(list(node.above())):
        if above.worded is SectionClass.THEME:
            theme, topic, hinted = theme_name(above.heading), None, None
        elif above.rank == 2 and not above.card:
            topic = topic or topic_name(above.heading)
        elif above.rank == 3:
            hinted = hinted or subject_of(above.heading)
    return theme, topic or hinted


def _years(document: Document, node: Node) -> tuple[int, ...]:
    for above in node.above():
        named = years_in(above.heading)
        if named and above.worded is not SectionClass.TITLE:
            return named
    if document.period:
        return document.period.years
    return (document.year,) if document.year else ()
