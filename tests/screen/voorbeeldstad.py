"""A folder of documents of Voorbeeldstad for the real ingest. Voorbeeldstad does not exist; all is made up."""

from __future__ import annotations

from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

PLAN = (
    ("Title", "Jaarplan Veiligheid 2021"),
    ("Normal", "Gemeente Voorbeeldstad. Vastgesteld door de raad op 11 februari 2021."),
    ("Heading1", "Inleiding"),
    ("Normal", "De raad van Voorbeeldstad krijgt elk kwartaal een voortgangsrapportage van het college."),
    ("break", ""),
    ("Heading1", "Thema 1: Veilige wijken"),
    ("Heading2", "Woninginbraken"),
    ("Heading3", "Doelstelling"),
    ("Normal", "Het aantal woninginbraken daalt in 2021 met 10 procent ten opzichte van 2019."),
    ("Heading3", "Wat gaan wij in 2021 doen?"),
    ("Bullet", "Wij geven in 2021 bij 120 huurwoningen nieuwe sloten, samen met Woonstichting De Wilg."),
    ("Bullet", "Wij houden in 2021 vier buurtavonden over inbraakpreventie in de Noorderwijk."),
    ("break", ""),
    ("Heading1", "Thema 2: Jeugd"),
    ("Heading2", "Jeugdoverlast"),
    ("Heading3", "Wat gaan wij in 2021 doen?"),
    ("Bullet", "Wij zetten in 2021 twee extra jongerenwerkers in op het Lindeplein."),
    ("Normal", "Het jongerenwerk meldt elke maand aan de wethouder hoe het op het Lindeplein gaat."),
)

REPORT = """<!doctype html><html lang="nl"><head><title>Voortgangsrapportage Veiligheid eerste helft 2021</title></head>
<body><main><h1>Voortgangsrapportage Veiligheid eerste helft 2021</h1><p>Gemeente Voorbeeldstad.</p>
<h2>Thema 1: Veilige wijken</h2><h3>Woninginbraken</h3>
<p>In de eerste helft van 2021 kregen 64 huurwoningen nieuwe sloten.</p>
<p>Er waren in de eerste helft van 2021 twee buurtavonden over inbraakpreventie.</p></main></body></html>
"""


def write(folder: Path) -> Path:
    """Write the documents below `folder` and give it."""
    folder.mkdir(parents=True, exist_ok=True)
    _pdf(folder / "jaarplan-veiligheid-2021.pdf")
    (folder / "voortgangsrapportage-veiligheid-2021-1.html").write_text(REPORT, encoding="utf-8")
    word = docx.Document()
    word.add_heading("Actieplan Veiligheid 2021-2024", 0)
    word.add_paragraph("Gemeente Voorbeeldstad. Vastgesteld door de raad op 17 december 2020.")
    word.add_heading("Uitgangspunten", 1)
    word.add_paragraph("Het actieplan kent twee thema's: veilige wijken en jeugd.")
    word.save(str(folder / "actieplan-veiligheid-2021-2024.docx"))
    return folder


def _pdf(path: Path) -> None:
    styles = getSampleStyleSheet()
    flow = [
        PageBreak()
        if style == "break"
        else Paragraph(text, styles[style], bulletText="•" if style == "Bullet" else None)
        for style, text in PLAN
    ]
    SimpleDocTemplate(str(path), pagesize=A4, title=PLAN[0][1]).build(flow)
