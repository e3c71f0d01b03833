"""The pages of a practice PDF: frames, running headers and footers, printed page numbers and page labels."""

from __future__ import annotations

from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import cm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from evals.practice.manuscript import Manuscript
from evals.practice.pdf_flowables import BodyStart, Placed
from evals.practice.placing import Log

LEFT, BOTTOM, TOP = 2.3 * cm, 2.2 * cm, 2.6 * cm
GAP = 0.8 * cm


def roman(number: int) -> str:
    """Give a small number in Roman figures, as front matter is numbered."""
    found = ""
    for value, letters in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        count, number = divmod(number, value)
        found += letters * count
    return found


class PracticeDoc(BaseDocTemplate):  # type: ignore[misc] # reportlab has no types
    """Lays out one manuscript. `labels` gives the printed number of each physical page after the last pass."""

    def __init__(self, filename: str, manuscript: Manuscript, log: Log) -> None:
        """Make the page templates."""
        super().__init__(
            filename,
            pagesize=A4,
            invariant=1,
            title=manuscript.title,
            author=f"Gemeente {manuscript.municipality}",
            lang="nl-NL",
        )
        self.manuscript, self.log = manuscript, log
        self.labels: dict[int, str] = {}
        self.body_start: int | None = None
        self.footer = sum(map(ord, manuscript.file)) % 3
        width, height = A4[0] - 2 * LEFT, A4[1] - BOTTOM - TOP
        column = (width - GAP) / 2
        one = Frame(LEFT, BOTTOM, width, height, 0, 0, 0, 0, id="one")
        left = Frame(LEFT, BOTTOM, column, height, 0, 0, 0, 0, id="left")
        right = Frame(LEFT + column + GAP, BOTTOM, column, height, 0, 0, 0, 0, id="right")
        self.addPageTemplates(
            [
                PageTemplate("cover", [Frame(LEFT, BOTTOM, width, height, 0, 0, 0, 0)]),
                PageTemplate("one", [one], onPageEnd=self.running),
                PageTemplate("two", [left, right], onPageEnd=self.running),
                PageTemplate("bare", [Frame(LEFT, BOTTOM, width, height, 0, 0, 0, 0)]),
            ]
        )

    def beforeDocument(self) -> None:
        """Begin a pass: forget what the one before it drew."""
        self.log.drawn.clear()
        self.labels.clear()

    def afterFlowable(self, flowable: Flowable) -> None:
        """Note where the body begins, and headings for the contents and the bookmarks."""
        if isinstance(flowable, BodyStart):
            self.body_start = self.page
        elif isinstance(flowable, Placed) and flowable.level:
            if flowable.level <= self.manuscript.style.depth:
                self.notify("TOCEntry", (flowable.level - 1, flowable.getPlainText(), self.page))
            if self.manuscript.style.page_labels:
                key = f"kop-{flowable.block}"
                self.canv.bookmarkPage(key)
                self.canv.addOutlineEntry(flowable.getPlainText(), key, min(flowable.level - 1, 2), closed=True)

    def handle_pageEnd(self) -> None:
        """Note the printed number of the page, and give the file real page labels where it has them."""
        printed = "" if self.page == 1 or self.pageTemplate.id == "bare" else self.printed(self.page)
        if self.manuscript.style.page_labels:
            self.labels[self.page] = roman(1) if self.page == 1 else self.printed(self.page)
            if self.page in {1, self.body_start}:
                self.canv.addPageLabel(self.page - 1, "ROMAN_LOWER" if self.page == 1 else "ARABIC", 1)
        elif printed:
            self.labels[self.page] = printed
        super().handle_pageEnd()

    def printed(self, page: int) -> str:
        """Give the printed number of a physical page: Roman before the body."""
        if self.body_start is None or page < self.body_start:
            return roman(page)
        return str(page - self.body_start + 1)

    def running(self, canvas: Any, _doc: Any) -> None:  # noqa: ANN401 - reportlab's canvas
        """Draw the running header and footer."""
        manuscript = self.manuscript
        number = self.printed(self.page)
        canvas.saveState()
        canvas.setFont("Helvetica", 8)
        canvas.setFillGray(0.35)
        canvas.drawString(LEFT, A4[1] - 1.6 * cm, manuscript.title)
        canvas.drawRightString(A4[0] - LEFT, A4[1] - 1.6 * cm, f"Gemeente {manuscript.municipality}")
        match self.footer:
            case 0:
                canvas.drawCentredString(A4[0] / 2, 1.2 * cm, number)
            case 1:
                canvas.drawRightString(A4[0] - LEFT, 1.2 * cm, f"Pagina {number}")
            case _:
                canvas.drawString(LEFT, 1.2 * cm, f"{manuscript.title} | {number}")
        canvas.restoreState()
