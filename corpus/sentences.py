"""Where Dutch sentences begin and end: ingest indexes them, the assistant quotes them whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

SENTENCE_END = re.compile(
    r"[.!?…]+[\"'’”)\]]*(?=\s+[\"'‘“(\[€*•]*[A-ZÀ-Þ0-9]|\s*$)|(?<=[a-zß-ÿ])\.(?=[A-ZÀ-Þ][a-zß-ÿ])"
)
ABBREVIATIONS = frozenset(
    """
    a.d.h.v. art. bijv. blz. bv. ca. d.d. d.m.v. d.w.z. dhr. dr. drs. e.a. e.d. e.v. enz. etc. evt. excl. i.c.m.
    i.h.k.v. i.o.m. i.p.v. i.s.m. i.v.m. incl. ing. inw. ir. jl. m.b.t. m.b.v. m.i.v. m.n. m.u.v. max. min. mln. mr.
    mrd. mw. n.a.v. n.v.t. nl. nr. nrs. o.a. o.b.v. o.g.v. o.l.v. o.m. p. p.j. pag. par. prof. resp. st. t.a.v. t.b.v.
    t.g.v. t.o.v. t.z.t. vgl. vs. z.g. zgn. zogen.
    """.split()
)
"""Abbreviations that end in a full stop inside a sentence (Woordenlijst and municipal usage)."""


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Cut `text` into sentences `[start, end)`, without the white space between them; a line end also ends one."""
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in _ends(line[0], line.start()):
            found.append((start, end))
            start = end
        found.append((start, line.end()))
    trimmed = (_strip(text, start, end) for start, end in found)
    return tuple((start, end) for start, end in trimmed if start < end)


def _ends(line: str, offset: int) -> Iterator[int]:
    start = 0
    for match in SENTENCE_END.finditer(line):
        before = line[start : match.end()].split()
        last = before[-1].lower().lstrip("(\"'‘“[") if before else ""
        is_list_number = len(before) == 1 and re.fullmatch(r"\d{1,2}\.|[a-z]\.", last)
        initial = re.fullmatch(r"(?:[a-z]\.)+", last) and not last[0].isdigit() and len(last) <= 4
        if last not in ABBREVIATIONS and not is_list_number and not initial:
            start = match.end()
            yield offset + start


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def listed(lines: Iterable[str]) -> str:
    """Join a point and its sub-points as they are written, with "; " between those without a mark."""
    text = ""
    for line in lines:
        text = f"{text}{'' if not text else ' ' if text[-1] in ',;.:' else '; '}{line}"
    return text
