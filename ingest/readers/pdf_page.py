"""One PDF page through pdfplumber: its visible glyphs with exact boxes, and its ruling lines for tables.

pdfminer (inside pdfplumber) makes an object and a dictionary of every letter; a page has thousands. The device here
notes a letter as a small tuple instead, together with what pdfminer drops and we need: render mode, rise and baseline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTContainer, LTImage, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFStackT, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import Matrix, PathSegment, Rect, apply_matrix_rect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from ingest.readers.pdf_colour import hex_colour
from ingest.readers.pdf_layers import is_off, layers_off

MAX_GLYPHS = 200_000
"""A full page of small print has 10,000."""
MAX_SHAPES = 60_000
MAX_FIGURES = 1_000
"""Forms drawn on a page, one in another counted each; a form that draws itself twice makes millions."""
BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "-bd", "extrabold")
ITALIC_NAMES = ("italic", "oblique", "-it")
UNKNOWN = "\ufffd"
BULLET = "•"
SWITCHED_OFF = -1.0
"""Opacity of a letter on a layer that is off."""
UNUSED_CODES = frozenset({0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D})
"""Codes that WinAnsiEncoding leaves open stand for a bullet (PDF 32000-1, annex D.2, note 3)."""


class TooMuch(Exception):
    """A page holds more letters or lines than a page of text can."""


class Glyph(NamedTuple):
    """One letter: its box and baseline from the page's top left, in points; `turn` is its direction in degrees."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    italic: bool
    colour: str
    turn: int
    mode: int
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on one page, in points from the shown page's top left; `hidden` counts what was left out, by why."""

    width: float
    height: float
    glyphs: list[Glyph]
    images: list[tuple[float, float, float, float]]
    shapes: Page
    shift: tuple[float, float] = (0.0, 0.0)
    hidden: Mapping[str, int] = field(default_factory=dict)


class _Look(NamedTuple):
    """What a font looks like; the font is kept so that its id stays its own."""

    bold: bool
    italic: bool
    descent: float
    font: PDFFont


class _Device(PDFPageAggregator):
    """Notes letters as glyphs; keeps shapes and images for pdfplumber."""

    def __init__(self, pdf: PDF, pageno: int, *, left: float, high: float) -> None:
        super().__init__(pdf.rsrcmgr, pageno=pageno, laparams=None)
        self.glyphs: list[Glyph] = []
        self._left, self._high = left, high
        self._mode = 0
        self.opacity = 1.0
        self.off = layers_off(pdf)
        self.layers: list[bool] = []
        self._shapes = 0
        self._figures = 0
        self._looks: dict[int, _Look] = {}
        self._colours: dict[Any, str] = {}

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = BULLET if cid in UNUSED_CODES and not font.is_multibyte() else UNKNOWN
        advance = float(font.char_width(cid) * fontsize * scaling)
        if len(self.glyphs) >= MAX_GLYPHS:
            raise TooMuch
        a, b, c, d, e, f = matrix
        look = self._looks.get(id(font)) or self._look(font)
        below = look.descent * fontsize + rise
        opacity = SWITCHED_OFF if True in self.layers else self.opacity
        left, high = self._left, self._high
        try:
            colour = self._colours[graphicstate.ncolor]
        except (KeyError, TypeError):
            colour = self._colour(graphicstate.ncolor)
        if b == 0 and c == 0 and a > 0 and d > 0:  # upright, as nearly all text is
            y0 = d * below + f
            size = d * fontsize
            glyph = Glyph(
                text, e - left, high - y0 - size, a * advance + e - left, high - y0, high - d * rise - f,
                size, look.bold, look.italic, colour, 0, self._mode, opacity,
            )  # fmt: skip
        else:
            turn = (0 if a >= 0 else 180) if abs(a) >= abs(b) else (90 if b > 0 else 270)
            x0, y0, x1, y1 = apply_matrix_rect(matrix, (0, below, advance, below + fontsize))
            base = high - d * rise - f if turn in {0, 180} else c * rise + e - left
            size = (y1 - y0) if turn in {0, 180} else (x1 - x0)
            glyph = Glyph(
                text, x0 - left, high - y1, x1 - left, high - y0, base,
                abs(size), look.bold, look.italic, colour, turn, self._mode, opacity,
            )  # fmt: skip
        self.glyphs.append(glyph)
        return advance

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        self._shapes += 1
        if self._shapes > MAX_SHAPES:
            raise TooMuch
        super().paint_path(graphicstate, stroke, fill, evenodd, path)

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        self._figures += 1
        if self._figures > MAX_FIGURES:
            raise TooMuch
        super().begin_figure(name, bbox, matrix)

    def _look(self, font: PDFFont) -> _Look:
        """Tell bold and italic from the font's name and description."""
        name = str(getattr(font, "fontname", "") or getattr(font, "basefont", "")).lower()
        flags = font.descriptor.get("Flags", 0) if isinstance(font.descriptor, dict) else 0
        weight = font.descriptor.get("FontWeight", 400) if isinstance(font.descriptor, dict) else 400
        bold = any(n in name for n in BOLD_NAMES) or (isinstance(weight, (int, float)) and weight >= 600)
        bold = bold or (isinstance(flags, int) and bool(flags & 0x40000))
        italic = any(n in name for n in ITALIC_NAMES) or (isinstance(flags, int) and bool(flags & 0x40))
        self._looks[id(font)] = _Look(bold, italic, float(font.get_descent()), font)
        return self._looks[id(font)]

    def _colour(self, value: Any) -> str:  # noqa: ANN401 (as `hex_colour`)
        try:
            return self._colours[value]
        except (KeyError, TypeError):
            pass
        found = hex_colour(value)
        try:
            self._colours[value] = found
        except TypeError:
            pass
        return found


class _Interpreter(PDFPageInterpreter):
    """Tells the device how opaque letters are and on which layer, as pdfminer does not (PDF 32000-1, 8.4.5, 8.11)."""

    device: _Device

    def init_state(self, ctm: Matrix) -> None:
        super().init_state(ctm)
        self._opacities: list[float] = []

    def do_q(self) -> None:
        super().do_q()
        self._opacities.append(self.device.opacity)

    def do_Q(self) -> None:
        super().do_Q()
        if self._opacities:
            self.device.opacity = self._opacities.pop()

    def do_Do(self, xobjid_arg: PDFStackT) -> None:
        before = self.device.opacity  # what a drawn form sets ends with it
        super().do_Do(xobjid_arg)
        self.device.opacity = before

    def do_BDC(self, tag: PDFStackT, props: PDFStackT) -> None:
        super().do_BDC(tag, props)
        named = dict_value(self.resources.get("Properties") or {}).get(literal_name(props))
        self.device.layers.append(literal_name(tag) == "OC" and is_off(named, self.device.off))

    def do_BMC(self, tag: PDFStackT) -> None:
        super().do_BMC(tag)
        self.device.layers.append(False)

    def do_EMC(self) -> None:
        super().do_EMC()
        if self.device.layers:
            self.device.layers.pop()

    def do_gs(self, name: PDFStackT) -> None:
        super().do_gs(name)
        states = dict_value(self.resources.get("ExtGState") or {})
        state = dict_value(states.get(literal_name(name)) or {})
        opacity = resolve1(state.get("ca"))
        if isinstance(opacity, (int, float)):
            self.device.opacity = float(opacity)


class _ShapePage(Page):
    """A pdfplumber page over a layout that was already made."""

    def __init__(self, pdf: PDF, page: PDFPage, number: int, layout: LTPage) -> None:
        super().__init__(pdf, page, page_number=number)
        self._layout = layout


def content_of(pdf: PDF, page: PDFPage, number: int) -> PageContent:
    """Interpret one page.

    Raises:
        TooMuch: it holds more letters or lines than a page of text can.
    """
    page.mediabox = _sorted_box(page.mediabox)
    x0, top, x1, bottom, full = _shown(page)
    device = _Device(pdf, number, left=x0, high=full - top)
    _Interpreter(pdf.rsrcmgr, device).process_page(page)
    layout = device.get_result()
    shapes = _ShapePage(pdf, page, number, layout)
    images = [(i.x0 - x0, full - i.y1 - top, i.x1 - x0, full - i.y0 - top) for i in _images(layout)]
    return PageContent(x1 - x0, bottom - top, device.glyphs, images, shapes, (x0, top))


def _sorted_box(box: Sequence[Any]) -> tuple[float, float, float, float]:
    """Give a box with its lower left corner first; a file may name any two corners (PDF 32000-1, 7.9.5)."""
    xs, ys = sorted(float(v) for v in box[::2]), sorted(float(v) for v in box[1::2])
    return xs[0], ys[0], xs[1], ys[1]


def _shown(page: PDFPage) -> tuple[float, float, float, float, float]:
    """Give the crop box from the media box's top left, turned as the page is, and the turned page's full height."""
    mx0, my0, mx1, my1 = (float(v) for v in page.mediabox)
    cx0, cy0, cx1, cy1 = (float(v) for v in page.cropbox)
    left, right = min(mx0, mx1), max(mx0, mx1)
    low, high = min(my0, my1), max(my0, my1)
    cx0, cx1 = max(min(cx0, cx1), left), min(max(cx0, cx1), right)
    cy0, cy1 = max(min(cy0, cy1), low), min(max(cy0, cy1), high)
    if cx1 - cx0 < 10 or cy1 - cy0 < 10:
        cx0, cx1, cy0, cy1 = left, right, low, high
    west, east, north, south = cx0 - left, right - cx1, high - cy1, cy0 - low
    width, height = right - left, high - low
    for _ in range((page.rotate or 0) % 360 // 90):  # a quarter turn clockwise: the west side comes up
        west, north, east, south = south, west, north, east
        width, height = height, width
    return west, north, width - east, height - south, height


def _images(container: LTContainer[Any]) -> Iterator[LTImage]:
    for item in container:
        if isinstance(item, LTImage):
            yield item
        elif isinstance(item, LTContainer):
            yield from _images(item)
