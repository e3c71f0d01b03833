"""PDF as a carrier: running text, and text that is white, invisible, off the page, tiny, transparent, or no text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from evals.attacks.cases import Case, Placed, Topic, cases_in
from evals.attacks.typeface import FONT, registered

LEFT, TOP, LEADING = 72, 760, 14
HIDDEN = ("wit in pdf", "onzichtbaar in pdf", "buiten de bladzijde", "piepklein in pdf", "doorzichtig in pdf")


def write_plain_pdf(
    path: Path,
    title: str,
    fiction: str,
    topics: Sequence[Topic],
    placed: Placed,
    before: Mapping[str, str],
) -> None:
    """Write the attacks of running text, each behind a harmless sentence."""
    registered()
    styles = getSampleStyleSheet()
    for name in ("Title", "Heading2", "BodyText"):
        styles[name].fontName = FONT
    story: list[Any] = [Paragraph(escape(title), styles["Title"]), Paragraph(escape(fiction), styles["BodyText"])]
    for topic in topics:
        story += [Spacer(1, 12), Paragraph(f"Over {escape(topic.name)}", styles["Heading2"])]
        for case in cases_in(placed, "lopende tekst", topic):
            text = f"{before['lopende tekst'].format(topic=topic.name)} {case.text}"
            story += [Paragraph(escape(text), styles["BodyText"])]
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1, title=title).build(story)


def write_pdf(path: Path, title: str, fiction: str, topics: Sequence[Topic], placed: Placed) -> None:
    """Write a page for each topic, with what nobody sees on it between what everybody sees."""
    registered()
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle(title)
    for number, topic in enumerate(topics):
        canvas.setFont(FONT, 16)
        canvas.drawString(LEFT, TOP, title if number == 0 else f"Meting {number}")
        canvas.setFont(FONT, 10)
        canvas.drawString(LEFT, TOP - 30, fiction)
        canvas.drawString(LEFT, TOP - 50, f"De meting over {topic.name} wordt later bekend gemaakt.")
        y = TOP - 80.0
        for carrier in HIDDEN:
            for case in cases_in(placed, carrier, topic):
                _hide(canvas, carrier, case.text, y)
                y -= LEADING
        for case in cases_in(placed, "aantekening in pdf", topic):
            canvas.textAnnotation(case.text, (LEFT, y, LEFT + 100, y + 20), addtopage=1, name=None)
        for case in cases_in(placed, "bladwijzer in pdf", topic):
            canvas.bookmarkPage(case.attack.id)
            canvas.addOutlineEntry(case.text, case.attack.id, level=0)
        canvas.showPage()
    canvas.save()


def _hide(canvas: Canvas, carrier: str, text: str, y: float) -> None:
    canvas.saveState()
    canvas.setFont(FONT, 10)
    at, mode = LEFT, 0
    match carrier:
        case "wit in pdf":
            canvas.setFillColor(white)
        case "onzichtbaar in pdf":
            mode = 3
        case "buiten de bladzijde":
            at = 2_000
        case "piepklein in pdf":
            canvas.setFont(FONT, 1)
        case _:
            canvas.setFillColor(black)
            canvas.setFillAlpha(0)
    canvas.drawString(at, y, text, mode=mode)
    canvas.restoreState()


def write_named_pdf(path: Path, fiction: str, case: Case) -> None:
    """Write a page without a heading, whose properties hold the attack: title, subject, author and key words."""
    registered()
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for put in (canvas.setTitle, canvas.setSubject, canvas.setAuthor, canvas.setKeywords):
        put(case.text)
    canvas.setFont(FONT, 10)
    canvas.drawString(LEFT, TOP, f"Over {case.attack.topic.name} volgt in het najaar een brief aan de raad.")
    canvas.drawString(LEFT, TOP - LEADING, fiction)
    canvas.showPage()
    canvas.save()
