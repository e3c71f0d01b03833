"""Headings to a tree: which heading stands under which, and what kind of text or subject each one names.

A heading's kind comes from its words, its place from its level and, where levels are flat, from its kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.types import Document, SectionClass
from ingest.blocks import Block, BlockKind
from ingest.fields import only_labels, pair_in
from ingest.kinds import PLANS, kind_of_text
from ingest.numbered import Numbered, groups_of_actions
from ingest.prose import is_deed
from ingest.runs import KINDS, introduces_themes
from ingest.wordings import (
    Field,
    class_of,
    field_of,
    names_topic,
    plain,
    theme_in_title,
    theme_name,
    without_number,
    wordings,
)

RETURNS = 3
"""Under how many subjects a heading stands before it is taken to name a kind of text."""


@dataclass(slots=True, eq=False)
class Node:
    """A heading while the tree is made: `worded` is the class of its words, `own` are the blocks right under it."""

    heading: str
    level: int
    worded: SectionClass | None
    block: Block | None = None
    card: bool = False
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
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

    def above(self) -> Iterator[Node]:
        """Give this node and those above it, from the bottom up, without the root."""
        node: Node | None = self
        while node is not None and node.parent is not None:
            yield node
            node = node.parent


def tree(document: Document, blocks: Sequence[Block]) -> list[Node]:
    """Give the headings in reading order, each with its parent and its own blocks; the first is the document."""
    themes, headings = named_themes(blocks), _headings(blocks)
    called = any(class_of(h) is SectionClass.THEME and not _is_ambition(h) for h in headings.values() if h)
    root = Node(document.title, 0, SectionClass.TITLE)
    nodes, stack = [root], [root]
    for place, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING:
            stack[-1].own.append(block)
        elif heading := headings[place]:
            worded = SectionClass.GOAL if called and _is_ambition(heading) else _worded(heading, document, themes)
            node = Node(heading, max(1, block.level), worded, block)
            _place(node, stack)
            nodes.append(node)
    _tell_ambitions(nodes)
    if not any(n.worded is SectionClass.THEME for n in nodes) and theme_in_title(document.title) is None:
        _infer_themes(nodes)
    _infer_kinds(nodes)
    numbered = _numbered_actions(nodes, document.title) if document.type in PLANS else frozenset()
    for node in nodes:
        if id(node) in numbered:
            node.worded, node.card = None, True
        node.card = node.card or (node.parent is not None and _is_card(node))
    return nodes


def _headings(blocks: Sequence[Block]) -> dict[int, str]:
    """Give the words of every heading by its place; "Ambitie 1" above its title is one heading with that title.

    The title then has no words of its own.
    """
    found: dict[int, str] = {}
    for place, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING:
            continue
        words = " ".join(block.text.split())
        above = found.get(place - 1, "")
        if wordings().untitled.fullmatch(without_number(above)) and class_of(words) is None:
            found[place - 1], words = f"{above.rstrip(' :.')}: {words}", ""
        found[place] = words
    return found


def _is_ambition(heading: str) -> bool:
    return wordings().ambition.match(without_number(heading)) is not None


def _tell_ambitions(nodes: Sequence[Node]) -> None:
    """Make goals of "Ambitie 1: ..." where not one of such headings holds actions, goals or results: it says one."""
    ambitions = [node for node in nodes if node.worded is SectionClass.THEME and _is_ambition(node.heading)]
    if not any(has_kinds(below) for node in ambitions for below in (node, *node.children)):
        for node in ambitions:
            node.worded = SectionClass.GOAL


def _numbered_actions(nodes: Sequence[Node], title: str) -> frozenset[int]:
    """Give the ids of the headings that each name one action by their number; what holds them is a theme."""
    parents = [n for n in nodes if n.children and not any(c.children for c in n.children) and _may_hold_actions(n)]
    groups = [
        Numbered(n.heading, n.worded, tuple(c.heading for c in n.children), tuple(tuple(c.own) for c in n.children))
        for n in parents
    ]
    found = [node for node, are in zip(parents, groups_of_actions(groups, title), strict=True) if are]
    for node in found:
        if node.rank == 2 and not any(above.worded is SectionClass.THEME for above in node.above()):
            node.worded = SectionClass.THEME
    return frozenset(id(child) for node in found for child in node.children)


def _may_hold_actions(node: Node) -> bool:
    return all(above.rank < 3 or above.worded is SectionClass.ACTION for above in node.above())


def _is_card(node: Node) -> bool:
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


def _place(node: Node, stack: list[Node]) -> None:
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


def _takes_in(above: Node, node: Node) -> bool:
    bare = not above.own and not above.children
    return above.rank < node.rank and (bare or any(child.level == above.level for child in above.children))


def named_themes(blocks: Sequence[Block]) -> frozenset[str]:
    """Names of the themes: what headings call so, and the points of a list that is introduced as one of themes."""
    names: set[str] = set()
    introduced = False
    headings = _headings(blocks)
    for place, block in enumerate(blocks):
        if (heading := headings.get(place)) and class_of(heading) is SectionClass.THEME:
            names.add(plain(theme_name(heading)))
        elif block.kind is BlockKind.ITEM and introduced:
            names.add(plain(re.sub(r"\(.*?\)", " ", re.split(r"[:;]| [–-] ", block.text)[0])))
        introduced = (block.kind is BlockKind.ITEM and introduced) or introduces_themes(block)
    return frozenset(names - {""})


def _infer_themes(nodes: Sequence[Node]) -> None:
    """Where nothing is called a theme, one is a subject that holds subjects which have goals, actions or results.

    Its equals beside it that hold goals or actions directly are themes too. Where no subject holds others, those with
    a table of actions each are the themes.
    """
    found = [n for n in nodes if n.rank == 2 and any(c.rank == 2 and has_kinds(c) for c in n.children)]
    found = found or _of_tables(nodes)
    beside = [
        n
        for n in nodes
        if n.rank == 2 and has_kinds(n) and any(n.level == f.level and n.parent is f.parent for f in found)
    ]
    for node in (*found, *beside):
        if not any(other in found for other in node.above() if other is not node):
            node.worded = SectionClass.THEME


def _of_tables(nodes: Sequence[Node]) -> list[Node]:
    """Give subjects of one level that hold their actions themselves, of which at least two in a table."""
    groups: dict[tuple[int, int], list[Node]] = defaultdict(list)
    for node in nodes:
        if node.rank == 2 and not node.children:
            groups[node.level, id(node.parent)].append(node)
    for group in groups.values():
        if sum(_has_action_table(node) for node in group) > 1:
            return [n for n in group if _has_action_table(n) or any(_is_done_in(block) for block in n.own)]
    return []


def _has_action_table(node: Node) -> bool:
    return any(block.head and Field.ACTION in map(field_of, block.text.split("\n")) for block in node.own)


def _is_done_in(block: Block) -> bool:
    return block.kind is BlockKind.ITEM and is_deed(block.text)


def _infer_kinds(nodes: Sequence[Node]) -> None:
    """Where one unknown heading returns under many subjects it names a kind of text, which its sentences then tell."""
    groups: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.rank == 2 and not node.children:
            groups[plain(node.heading)].append(node)
    for group in groups.values():
        if len({id(node.parent) for node in group}) >= RETURNS:
            kind = kind_of_text([block for node in group for block in node.own])
            for node in group:
                node.worded = kind


def has_kinds(node: Node) -> bool:
    """Say whether goals, actions, results or figures stand right under a heading, under headings of their own."""
    return any(child.worded in KINDS for child in node.children)
