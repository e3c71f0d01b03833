"""Pages to a tree of sections: class, theme, topic and years of every heading, by its wording and not by its depth.

The depth at which a goal or an action list stands changes inside one plan (Almere 2021: theme > topic > goal in theme
1, theme > goal in theme 2), so a heading's class comes from its words; its place in the tree from its level and,
where levels are flat, from its class.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.types import Document, Section, SectionClass
from ingest.blocks import Block, BlockKind
from ingest.fields import only_labels, pair_in
from ingest.hygiene import named_by_people
from ingest.kinds import PLANS, kind_of_text
from ingest.numbered import Numbered, groups_of_actions
from ingest.prose import is_deed
from ingest.runs import KINDS, introduces_themes, runs, section_of_run
from ingest.wordings import (
    Field,
    class_of,
    field_of,
    names_topic,
    plain,
    subject_of,
    theme_in_title,
    theme_name,
    topic_name,
    without_number,
    wordings,
    years_in,
)

RETURNS = 3
"""Under how many subjects a heading stands before it is taken to name a kind of text."""


@dataclass(frozen=True, slots=True)
class StructuredBlock:
    """A block and the section it stands in: the nearest heading above it.

    `card` is the heading of one action ("Actie 3: Cameratoezicht") that the block stands under, or is: such a heading
    is a list point with what stands under it, not a section.
    """

    block: Block
    section: Section
    card: Block | None = None


@dataclass(slots=True, eq=False)
class _Node:
    """A heading while the tree is made: `worded` is the class of its words, `own` are the blocks right under it."""

    heading: str
    level: int
    worded: SectionClass | None
    block: Block | None = None
    card: bool = False
    parent: _Node | None = None
    children: list[_Node] = field(default_factory=list)
    own: list[Block] = field(default_factory=list)

    @property
    def rank(self) -> int:
        """How far from the top its class belongs: title, theme, subject, kind of text."""
        match self.worded:
            case SectionClass.TITLE:
                return 0
            case SectionClass.THEME:
                return 1
            case None:
                return 2
            case _:
                return 3

    def above(self) -> Iterator[_Node]:
        """Give this node and those above it, from the bottom up, without the root."""
        node: _Node | None = self
        while node is not None and node.parent is not None:
            yield node
            node = node.parent


def structure(document: Document, blocks: Sequence[Block]) -> tuple[StructuredBlock, ...]:
    """Bind every block that is not a heading to its section.

    A section's path starts with the document's title; a heading that repeats the title adds nothing to it. Theme and
    topic are the nearest theme and the subject under it; a document whose own title is a theme ("Thema 2: ...")
    passes it on. Years are those of the nearest heading that names one, else the document's period or edition. A
    sentence that introduces list points ("Onze inzet op X:") is their heading for as long as the list runs.
    """
    bound: list[StructuredBlock] = []
    for node in _tree(document, blocks):
        section = named_by_people(_section(document, node))
        if node.card and node.block is not None:
            own = (replace(node.block, kind=BlockKind.ITEM, level=1), *node.own)
            bound.extend(StructuredBlock(block, section, node.block) for block in own)
            continue
        for run in runs(node.own):
            inner = named_by_people(section_of_run(section, run))
            bound.extend(StructuredBlock(block, inner) for block in run.blocks)
    return tuple(bound)


# -- The tree of headings ---------------------------------------------------------------------------------------------


def _tree(document: Document, blocks: Sequence[Block]) -> list[_Node]:
    """Give the headings in reading order, each with its parent and its own blocks; the first is the document."""
    themes = named_themes(blocks)
    root = _Node(document.title, 0, SectionClass.TITLE)
    nodes, stack = [root], [root]
    for block in blocks:
        if block.kind is not BlockKind.HEADING:
            stack[-1].own.append(block)
            continue
        heading = " ".join(block.text.split())
        node = _Node(heading, max(1, block.level), _worded(heading, document, themes), block)
        _place(node, stack)
        nodes.append(node)
    if not any(n.worded is SectionClass.THEME for n in nodes) and theme_in_title(document.title) is None:
        _infer_themes(nodes)
    _infer_kinds(nodes)
    numbered = _numbered_actions(nodes) if document.type in PLANS else frozenset()
    for node in nodes:
        if id(node) in numbered:
            node.worded, node.card = None, True
        node.card = node.card or (node.parent is not None and _is_card(node))
    return nodes


def _numbered_actions(nodes: Sequence[_Node]) -> frozenset[int]:
    """Give the ids of the headings that each name one action by their number; what holds them is a theme."""
    parents = [n for n in nodes if n.children and not any(c.children for c in n.children) and _may_hold_actions(n)]
    groups = [
        Numbered(n.heading, n.worded, tuple(c.heading for c in n.children), tuple(tuple(c.own) for c in n.children))
        for n in parents
    ]
    found = [node for node, are in zip(parents, groups_of_actions(groups), strict=True) if are]
    for node in found:
        if node.rank == 2 and not any(above.worded is SectionClass.THEME for above in node.above()):
            node.worded = SectionClass.THEME
    return frozenset(id(child) for node in found for child in node.children)


def _may_hold_actions(node: _Node) -> bool:
    return all(above.rank < 3 or above.worded is SectionClass.ACTION for above in node.above())


def _is_card(node: _Node) -> bool:
    """Say whether a heading is one action: by its words, or right under an action heading with labels beneath it."""
    if node.children or node.rank != 2 or node.parent is None:
        return False
    if wordings().card.match(node.heading):
        return True
    if node.parent.worded is not SectionClass.ACTION or any(block.kind is BlockKind.ITEM for block in node.own):
        return False
    return any(pair_in(block) or only_labels(block.text) for block in node.own)


def _worded(heading: str, document: Document, themes: frozenset[str]) -> SectionClass | None:
    if plain(without_number(heading)) in themes:
        return SectionClass.THEME
    if plain(heading) == plain(document.title) and class_of(heading) is not SectionClass.THEME:
        return SectionClass.TITLE
    return None if names_topic(heading) else class_of(heading)


def _place(node: _Node, stack: list[_Node]) -> None:
    """Put a heading in the tree by its level; of equal levels a theme holds subjects, and a subject its kinds of text.

    Equal levels are told apart only where the higher heading has no text of its own (a plan whose headings all look
    the same), or has taken in an equal one before.
    """
    for place, other in enumerate(stack):
        if place and other.level == node.level and other.rank == node.rank:
            del stack[place:]
            break
    while len(stack) > 1 and stack[-1].level > node.level:
        stack.pop()
    while len(stack) > 1 and stack[-1].level == node.level and not _takes_in(stack[-1], node):
        stack.pop()
    node.parent = stack[-1]
    stack[-1].children.append(node)
    stack.append(node)


def _takes_in(above: _Node, node: _Node) -> bool:
    bare = not above.own and not above.children
    return above.rank < node.rank and (bare or any(child.level == above.level for child in above.children))


def named_themes(blocks: Sequence[Block]) -> frozenset[str]:
    """Names of the themes: what headings call so, and the points of a list that is introduced as one of themes."""
    names: set[str] = set()
    introduced = False
    for block in blocks:
        if block.kind is BlockKind.HEADING and class_of(block.text) is SectionClass.THEME:
            names.add(plain(theme_name(block.text)))
        elif block.kind is BlockKind.ITEM and introduced:
            names.add(plain(re.sub(r"\(.*?\)", " ", re.split(r"[:;]| [–-] ", block.text)[0])))
        introduced = (block.kind is BlockKind.ITEM and introduced) or introduces_themes(block)
    return frozenset(names - {""})


def _infer_themes(nodes: Sequence[_Node]) -> None:
    """Where nothing is called a theme, one is a subject that holds subjects which have goals, actions or results.

    Its equals beside it that hold goals or actions directly are themes too. Where no subject holds others, those with
    a table of actions each are the themes.
    """
    found = [n for n in nodes if n.rank == 2 and any(c.rank == 2 and _has_kinds(c) for c in n.children)]
    found = found or _of_tables(nodes)
    beside = [
        n
        for n in nodes
        if n.rank == 2 and _has_kinds(n) and any(n.level == f.level and n.parent is f.parent for f in found)
    ]
    for node in (*found, *beside):
        if not any(other in found for other in node.above() if other is not node):
            node.worded = SectionClass.THEME


def _of_tables(nodes: Sequence[_Node]) -> list[_Node]:
    """Give subjects of one level that hold their actions themselves, of which at least two in a table."""
    groups: dict[tuple[int, int], list[_Node]] = defaultdict(list)
    for node in nodes:
        if node.rank == 2 and not node.children:
            groups[node.level, id(node.parent)].append(node)
    for group in groups.values():
        if sum(_has_action_table(node) for node in group) > 1:
            return [n for n in group if _has_action_table(n) or any(_is_done_in(block) for block in n.own)]
    return []


def _has_action_table(node: _Node) -> bool:
    return any(block.head and Field.ACTION in map(field_of, block.text.split("\n")) for block in node.own)


def _is_done_in(block: Block) -> bool:
    return block.kind is BlockKind.ITEM and is_deed(block.text)


def _infer_kinds(nodes: Sequence[_Node]) -> None:
    """Where one unknown heading returns under many subjects it names a kind of text, which its sentences then tell."""
    groups: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes:
        if node.rank == 2 and not node.children:
            groups[plain(node.heading)].append(node)
    for group in groups.values():
        if len({id(node.parent) for node in group}) >= RETURNS:
            kind = kind_of_text([block for node in group for block in node.own])
            for node in group:
                node.worded = kind


def _has_kinds(node: _Node) -> bool:
    return any(child.worded in KINDS for child in node.children)


# -- What a section says about its blocks ------------------------------------------------------------------------------


def _section(document: Document, node: _Node) -> Section:
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


def _class(node: _Node) -> SectionClass:
    """A kind of text is what its words say; subjects and themes below such a heading continue it."""
    if node.card:
        return SectionClass.ACTION
    for above in node.above():
        if above.rank == 3 and above.worded is not None:
            return above.worded
    return node.worded if node.worded in {SectionClass.TITLE, SectionClass.THEME} else SectionClass.CONTEXT


def _theme_and_topic(document: Document, node: _Node) -> tuple[str | None, str | None]:
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


def _years(document: Document, node: _Node) -> tuple[int, ...]:
    for above in node.above():
        named = years_in(above.heading)
        if named and above.worded is not SectionClass.TITLE:
            return named
    if document.period:
        return document.period.years
    return (document.year,) if document.year else ()
