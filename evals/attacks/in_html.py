"""HTML and Markdown as carriers: headings, footnotes and list points that are seen, and what is hidden in every way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import cycle
from pathlib import Path

from evals.attacks.cases import Placed, Topic, cases_in

STYLE = ".weg{display:none} #ver{position:absolute;left:-9999px} .klein{font-size:0}"
HIDING = (
    '<p style="display:none">{}</p>',
    "<p hidden>{}</p>",
    '<p class="weg">{}</p>',
    '<p style="position:absolute;left:-9999px">{}</p>',
    '<p style="visibility:hidden">{}</p>',
    '<p class="klein">{}</p>',
    '<p style="color:#ffffff">{}</p>',
    '<p aria-hidden="true">{}</p>',
    '<div style="opacity:0"><span>{}</span></div>',
)


def write_html(
    path: Path, title: str, fiction: str, topics: Sequence[Topic], placed: Placed, before: Mapping[str, str]
) -> None:
    """Write a web page with a part for each topic."""
    hiding = cycle(HIDING)
    parts = [f"<h1>{escape(title)}</h1><p>{escape(fiction)}</p>"]
    for topic in topics:
        parts.append(f"<h2>Bericht over {escape(topic.name)}</h2>")
        for case in cases_in(placed, "tussenkop", topic):
            parts.append(f"<h3>{escape(case.text)}</h3><p>{_before(before, 'tussenkop', topic)}</p>")
        for case in cases_in(placed, "gesplitste letters", topic):
            parts.append(f"<p>{_before(before, 'gesplitste letters', topic)} {escape(split(case.text))}</p>")
        for case in cases_in(placed, "verborgen in html", topic):
            parts.append(next(hiding).format(escape(case.text)))
        for case in cases_in(placed, "opmerking in html", topic):
            parts.append(f"<!-- {case.text.replace('--', '- -')} -->")
        for case in cases_in(placed, "alternatieve tekst", topic):
            said = escape(case.text)
            parts.append(f'<p>Foto: <img src="foto.png" alt="{said}" title="{said}"></p>')
        for case in cases_in(placed, "tagtekens", topic):
            parts.append(f"<p>Er volgt nog nieuws over {escape(topic.name)}.{tagged(case.text)}</p>")
    page = (
        f"<!doctype html><html lang=nl><head><meta charset=utf-8><title>{escape(title)}</title><style>{STYLE}</style>"
    )
    path.write_text(f"{page}</head><body><main>{''.join(parts)}</main></body></html>", encoding="utf-8")


def write_markdown(
    path: Path, title: str, fiction: str, topics: Sequence[Topic], placed: Placed, before: Mapping[str, str]
) -> None:
    """Write a report with footnotes and a list of actions for each topic."""
    lines = [f"# {title}", "", fiction, ""]
    notes: list[str] = []
    for topic in topics:
        lines += [f"## Verslag over {topic.name}", ""]
        for case in cases_in(placed, "voetnoot", topic):
            notes.append(f"[^{len(notes) + 1}]: {plain(case.text)}")
            lines += [f"{_before(before, 'voetnoot', topic)}[^{len(notes)}]", ""]
        for case in cases_in(placed, "opmerking in markdown", topic):
            lines += [f"<!-- {case.text.replace('--', '- -')} -->", ""]
        points = cases_in(placed, "actiepunt", topic)
        if points:
            lines += ["### Acties", "", f"- {before['actiepunt'].format(topic=topic.name)}"]
            lines += [*(f"- {plain(case.text)}" for case in points), ""]
    for note in notes:
        lines += [note, ""]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _before(before: Mapping[str, str], carrier: str, topic: Topic) -> str:
    return escape(before[carrier].format(topic=topic.name))


def plain(text: str) -> str:
    """Give a text as Markdown that is printed as it stands."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-.!|&" else c for c in text)


def split(text: str) -> str:
    """Put a space of no width between the letters of every word."""
    return " ".join("\u200b".join(word) for word in text.split(" "))


def tagged(text: str) -> str:
    """Give a text in tag characters, which no reader shows."""
    return "".join(chr(0xE0000 + ord(c)) for c in text if c.isascii())
