"""The ruling lines of a PDF page: those that are drawn, and those that a reader's eye adds to make cells of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.readers.pdf_colour import hex_colour, is_white
from ingest.readers.pdf_page import PageContent
from ingest.readers.pdf_words import Box, turned_box

Edge = dict[str, Any]
"""A line as pdfplumber gives it: orientation "h" or "v", and x0, x1, top, bottom."""

SNAP = 3.0  # points


@dataclass(frozen=True, slots=True)
class Frame:
    """The ruling lines and shaded boxes of a page, turned so that text of one direction runs from left to right.

    `edges` are as pdfplumber gives them; TableFinder reads nothing else of a page.
    """

    edges: list[Edge]
    shades: list[Box]
    turn: int


def frame_of(content: PageContent, turn: int) -> Frame:
    """Give the page's lines in the frame of text that runs in direction `turn`, in degrees."""
    dx, dy = content.shift
    edges = []
    for edge in content.shapes.edges:
        box = (edge["x0"] - dx, edge["top"] - dy, edge["x1"] - dx, edge["bottom"] - dy)
        x0, top, x1, bottom = turned_box(box, turn, content.width, content.height)
        way = edge["orientation"] if turn in {0, 180} else {"h": "v", "v": "h"}.get(edge["orientation"] or "")
        size = {"width": x1 - x0, "height": bottom - top}
        edges.append({**edge, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": way, **size})
    shades = [turned_box(box, turn, content.width, content.height) for box in _shades(content)]
    return Frame(edges, shades, turn)


def missing_lines(edges: Sequence[Edge], way: str) -> list[Edge]:
    """Give the lines that a table does not print: its open sides, and the end of a row that was cut by a page end.

    `way` is "h" for lines across, where three or more upright lines end at one height, or "v" for upright lines, where
    three or more lines across end at one x.
    """
    ends = ("top", "bottom") if way == "h" else ("x0", "x1")
    low, high = ("x0", "x1") if way == "h" else ("top", "bottom")
    there = [e for e in edges if e["orientation"] == way]
    added = []
    for end in ends:
        groups: dict[int, list[Edge]] = {}
        for edge in edges:
            if edge["orientation"] not in {way, None} and edge[ends[1]] - edge[ends[0]] > 6:
                groups.setdefault(round(edge[end] / 2), []).append(edge)
        for alike in groups.values():
            for group in _linked(sorted(alike, key=lambda e: e[low]), there, low, high, ends):
                first, last, at = group[0][low], group[-1][high], group[0][end]
                beside = (e for e in there if abs(e[ends[0]] - at) <= SNAP and e[high] > first and e[low] < last)
                closed = sum(min(e[high], last) - max(e[low], first) for e in beside)
                if len({round(e[low]) for e in group}) >= 3 and closed < 0.5 * (last - first):
                    line = {low: first, high: last, ends[0]: at, ends[1]: at}
                    size = {"width": line["x1"] - line["x0"], "height": line["bottom"] - line["top"]}
                    added.append({"object_type": "line_edge", "orientation": way, **line, **size})
    return added


def _linked(
    alike: Sequence[Edge], there: Sequence[Edge], low: str, high: str, ends: tuple[str, str]
) -> Iterator[list[Edge]]:
    """Cut lines that end alike into those of one table each: between two of one table runs a line of the other way."""
    group: list[Edge] = []
    for edge in alike:
        if group:
            middle = (group[-1][low] + edge[low]) / 2
            near, far = min(group[-1][ends[0]], edge[ends[0]]) - SNAP, max(group[-1][ends[1]], edge[ends[1]]) + SNAP
            if not any(e[low] - 1 <= middle <= e[high] + 1 and near <= e[ends[0]] <= far for e in there):
                yield group
                group = []
        group.append(edge)
    if group:
        yield group


def _shades(content: PageContent) -> list[Box]:
    dx, dy = content.shift
    return [
        (r["x0"] - dx, r["top"] - dy, r["x1"] - dx, r["bottom"] - dy)
        for r in content.shapes.rects
        if r.get("fill")
        and not is_white(hex_colour(r.get("non_stroking_color")))
        and r["height"] > 6
        and r["width"] > 6
    ]
