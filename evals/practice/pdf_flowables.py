"""Parts of a PDF page that note where they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Table
from reportlab.platypus.tableofcontents import TableOfContents

from evals.practice.manuscript import Piece
from evals.practice.placing import Drawn, Log

LIGATURES = {"fi": "ﬁ", "fl": "ﬂ"}


class Placed(Paragraph):  # type: ignore[misc] # reportlab has no types
    """A paragraph that notes its page and lines when it is drawn; the halves of a split one do so too."""

    log: Log | None = None
    block = -1
    level = 0

    def split(self, width: float, height: float) -> list[Placed]:
        """Split as a paragraph does."""
        parts: list[Placed] = super().split(width, height)
        for part in parts:
            part.log, part.block, part.level = self.log, self.block, self.level
        return parts

    def draw(self) -> None:
        """Draw, and note the lines as they were drawn."""
        super().draw()
        if self.log is not None:
            lines = tuple(_line(line) for line in self.blPara.lines)
            self.log.drawn.append(Drawn(self.block, self.canv.getPageNumber(), lines))


def _line(line: Any) -> str:  # noqa: ANN401 - reportlab's own line, of two shapes
    words = line[1] if isinstance(line, tuple) else line.words
    text = " ".join(word if isinstance(word, str) else word.text for word in words)
    for letters, ligature in LIGATURES.items():
        text = text.replace(ligature, letters)
    return text


class Entry(Flowable):  # type: ignore[misc]
    """One line of a table of contents: title, dots, printed page number, drawn in that order."""

    def __init__(self, text: str, label: str, style: Any) -> None:  # noqa: ANN401 - reportlab's style
        """Keep what the line says."""
        super().__init__()
        self.text, self.label, self.style = text, label, style

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take one line."""
        self.width = width
        return width, self.style.leading

    def draw(self) -> None:
        """Draw the line."""
        canvas, name, size = self.canv, self.style.fontName, self.style.fontSize
        left, step = self.style.leftIndent, stringWidth(" .", name, size)
        room = self.width - left - stringWidth(f"{self.text} {self.label}", name, size)
        dots = max(1, int(room / step))
        line = canvas.beginText(left, 3)
        line.setFont(name, size)
        line.textOut(self.text)
        line.setCharSpace((room - dots * step) / (2 * dots))  # stretch the dots so that the numbers stand in line
        line.textOut(" ." * dots)
        line.setCharSpace(0)
        line.textOut(f" {self.label}")
        canvas.drawText(line)


class Contents(TableOfContents):  # type: ignore[misc]
    """A table of contents whose page numbers are those printed; `printed` turns a physical number into one."""

    def __init__(self, styles: list[Any]) -> None:
        """Take a style per level; the document sets `printed` when it comes past."""
        super().__init__()
        self.levelStyles = styles
        self.printed: Callable[[int], str] = str

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lay out what the last pass noted."""
        entries = self._lastEntries or [(0, "", 0, None)]
        lines = [[Entry(text, self.printed(page), self.getLevelStyle(level))] for level, text, page, _ in entries]
        self._table = Table(lines, colWidths=(width,), style=self.tableStyle)
        self.width, self.height = self._table.wrapOn(self.canv, width, height)
        return self.width, self.height


class BodyStart(Flowable):  # type: ignore[misc]
    """Marks the page that is printed as page 1."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Draw nothing."""


class Picture(Flowable):  # type: ignore[misc]
    """A picture over the whole page: text without a text layer."""

    def __init__(self, data: bytes, log: Log, block: int, lines: tuple[Piece, ...]) -> None:
        """Keep the picture's bytes and what it shows."""
        super().__init__()
        self.data, self.log, self.block, self.lines = data, log, block, lines

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole frame."""
        return width, height - 1

    def draw(self) -> None:
        """Draw over the page's edges, and note the lines."""
        canvas = self.canv
        canvas.saveState()
        x, y = canvas.absolutePosition(0, 0)
        canvas.translate(-x, -y)
        canvas.drawImage(ImageReader(BytesIO(self.data)), 0, 0, A4[0], A4[1])
        canvas.restoreState()
        lines = tuple(piece.text for piece in self.lines)
        self.log.drawn.append(Drawn(self.block, canvas.getPageNumber(), lines))


class Turned(Flowable):  # type: ignore[misc]
    """A part turned a quarter to the left; with `turn` the page itself is turned, so that a viewer shows it upright."""

    def __init__(self, content: Flowable, *, turn: bool) -> None:
        """Keep what is turned."""
        super().__init__()
        self.content, self.turn = content, turn

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole frame."""
        self.width, self.height = width, height - 1
        return self.width, self.height

    def draw(self) -> None:
        """Draw the content with its top to the left edge."""
        canvas = self.canv
        canvas.saveState()
        canvas.translate(self.width, 0)
        canvas.rotate(90)
        _, height = self.content.wrapOn(canvas, self.height, self.width)
        self.content.drawOn(canvas, 0, self.width - height)
        canvas.restoreState()
        if self.turn:
            canvas.setPageRotation(90)
