"""The blocks under one heading, cut where a list is introduced, the themes are listed, or a table lost its shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.types import Section, SectionClass
from ingest.blocks import Block, BlockKind
from ingest.wordings import introduced_class, subject_of, wordings, years_in

KINDS = frozenset({SectionClass.ACTION, SectionClass.GOAL, SectionClass.RESULT, SectionClass.FIGURE})
"""The classes that make a subject one of policy, and that a sentence can introduce."""

RUN_IN_WORDS = 30
"""The longest sentence, in words, that introduces the list points under it like a heading."""

GLUED = re.compile(r"[a-zà-ÿ)][A-ZÀ-Þ][a-zà-ÿ]")
"""Where two cells of a table were glued ("WerkwijzenOnderwerpen"); twice in one line is no slip of the keyboard."""

SENTENCE_END = re.compile(r"[.!?:][’”\"')\]]*\s*$")


@dataclass(slots=True)
class Run:
    """Blocks that belong together.

    `run_in` introduces the list points among them like a heading; `holds` is the class of a run that is no part of
    what its heading promises: a list of themes, or a table whose columns are lost, is not a list of goals.
    """

    blocks: list[Block] = field(default_factory=list)
    run_in: Block | None = None
    holds: SectionClass | None = None


def runs(blocks: Sequence[Block]) -> Iterator[Run]:
    """Cut a heading's own blocks into runs."""
    run = Run()
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        starts = _introduces(block, following)
        holds = _holds(block, blocks[place - 1] if place else None, run)
        ends = run.run_in is not None and block.kind is not BlockKind.ITEM
        if run.blocks and (starts or ends or holds is not run.holds):
            yield run
            run = Run()
        run.run_in, run.holds = (block if starts else run.run_in), holds
        run.blocks.append(block)
    if run.blocks:
        yield run


def _holds(block: Block, before: Block | None, run: Run) -> SectionClass | None:
    if block.kind is BlockKind.ITEM:
        themes = run.holds is SectionClass.THEME or (before is not None and introduces_themes(before))
        return SectionClass.THEME if themes else run.holds
    if block.kind is BlockKind.PARAGRAPH and not SENTENCE_END.search(block.text):
        flattened = run.holds is SectionClass.CONTEXT or len(GLUED.findall(block.text)) > 1
        return SectionClass.CONTEXT if flattened else None
    return SectionClass.CONTEXT if run.holds is SectionClass.CONTEXT and block.text.rstrip().endswith(":") else None


def _introduces(block: Block, following: Block | None) -> bool:
    return (
        block.kind is BlockKind.PARAGRAPH
        and following is not None
        and following.kind is BlockKind.ITEM
        and len(block.text.split()) <= RUN_IN_WORDS
        and introduced_class(block.text) is not None
    )


def introduces_themes(block: Block) -> bool:
    """Say whether a paragraph introduces a list of the themes ("... de volgende vier thema's:")."""
    return (
        block.kind is BlockKind.PARAGRAPH
        and block.text.rstrip().endswith(":")
        and bool(wordings().themes.search(block.text))
    )


def section_of_run(section: Section, run: Run) -> Section:
    """Give the section of a run, from that of its heading."""
    body = tuple(span for block in run.blocks for span in block.spans)
    if run.holds is not None:
        return replace(section, section_class=run.holds, body=body)
    if run.run_in is None:
        return section
    words = " ".join(run.run_in.text.split())
    introduced = introduced_class(words)
    return replace(
        section,
        path=(*section.path, words.rstrip(": ")),
        section_class=introduced if introduced in KINDS else section.section_class,
        topic=section.topic or subject_of(words),
        years=years_in(words) or section.years,
        body=body,
    )
