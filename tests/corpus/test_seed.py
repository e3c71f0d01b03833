"""The shipped Jaarplan introduction: word for word the plain text, with its table bound to the right columns."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

SEED = Path(__file__).parents[2] / "corpus" / "documents" / "jaarplan-veiligheid-2021-inleiding.html"
PLAIN = Path(__file__).parent / "fixtures" / "jaarplan-veiligheid-2021-inleiding.txt"


class _Reader(HTMLParser):
    """Print the body as a reader sees it: list points with their number or bullet; and collect the table's cells."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.rows: list[list[tuple[str, list[str]]]] = []  # per cell: th or td, and its pieces of text
        self.headings: list[tuple[str, str]] = []
        self._inside: list[str] = []
        self._counters: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            return
        self._inside.append(tag)
        if tag in {"ol", "ul"}:
            self._counters.append(0)
        elif tag == "li":
            self._counters[-1] += 1
            self._show(f"{self._counters[-1]}. " if self._inside[-2] == "ol" else "• ", marker=True)
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append((tag, []))

    def handle_endtag(self, tag: str) -> None:
        assert self._inside.pop() == tag, f"</{tag}> closes nothing"
        if tag in {"ol", "ul"}:
            self._counters.pop()

    def handle_data(self, data: str) -> None:
        if "head" not in self._inside:
            self._show(data)

    def _show(self, text: str, *, marker: bool = False) -> None:
        self.shown.append(text)
        if not text.strip():
            return
        if self._inside[-1] in {"h1", "h2", "h3"}:
            self.headings.append((self._inside[-1], text))
        if "table" in self._inside and not marker:
            self.rows[-1][-1][1].append(text.strip())


def _read() -> _Reader:
    reader = _Reader()
    reader.feed(SEED.read_text(encoding="utf-8").removeprefix("<!DOCTYPE html>"))
    return reader


def _without_space(text: str) -> str:
    return "".join(text.split())


def test_the_words_are_those_of_the_plain_text() -> None:
    """White space aside, because the plain text glues the cells of the table together."""
    assert _without_space("".join(_read().shown)) == _without_space(PLAIN.read_text(encoding="utf-8"))


def test_headings_are_restored() -> None:
    assert _read().headings == [
        ("h1", "Jaarplan veiligheid 2021"),
        ("h2", "Inleiding Jaarplan Veiligheid 2021"),
        ("h3", "Actieplan en Jaarplan"),
        ("h3", "Ambitie veiligheid Almere"),
        ("h3", "Uitgangspunten bij aanpak"),
        ("h3", "Breed onderzoek criminaliteit en veiligheid in Almere"),
    ]


def test_the_table_has_two_header_rows_and_six_rows_of_five_cells() -> None:
    rows = _read().rows
    assert [len(row) for row in rows] == [5] * 8
    assert [{tag for tag, _ in row} for row in rows] == [{"th"}] * 2 + [{"td"}] * 6


def test_every_topic_stands_under_its_theme() -> None:
    """The themes' topics as the list above the table and the municipality's topic pages give them."""
    rows = _read().rows
    columns = {
        " ".join(rows[0][column][1]): [piece for row in rows[2:] for piece in row[column][1]] for column in range(5)
    }
    assert columns == {
        "Thema's": [
            "Burgerparticipatie",
            "Toezicht en handhaving via stadstoezicht en cameratoezicht",
            "Veiligheidshuis/PGA",
            "Bestuurlijke aanpak",
            "Interactieve communicatie",
            "Convenanten",
        ],
        "Veilige wijken": [
            "HIC: woninginbraken, straatroven, overvallen",
            "Overlast: drugs- en alcoholoverlast, Festivalplein, straatintimidatie",
            "Veel voorkomende criminaliteit",
            "Jaarwisseling",
            "Veiligheidsbeleving",
            "Cybercrime",
        ],
        "Ondermijning en georganiseerde criminaliteit": [
            "Fenomeengerichte aanpak:",
            "Drugs",
            "OMG",
            "Mensenhandel (prostitutie en arbeidsuitbuiting)",
            "Witwassen",
            "Criminele/fluïde netwerken",
            "Branchegerichte aanpak:",
            "Leegstand/witwassen/schijnconstructies",
            "Faciliteren criminaliteit",
            "Gebiedsgerichte aanpak:",
            "Hotspots",
            "Gelegenheidsstructuren",
            "Vrijplaatsen",
        ],
        "Zorg en veiligheid": [
            "Jeugdoverlast en -criminaliteit",
            "Problematisch groepsgedrag",
            "Schoolveiligheid",
            "Woonoverlast",
            "Radicalisering",
            "Huiselijk geweld*",
            "Personen met verward gedrag*",
        ],
        "Rampenbestrijding en crisisbeheersing": [
            "(Inter)regionale samenwerking",
            "Bevolkingszorg",
            "Brandweerzorg",
            "Evenementen",
        ],
    }
    assert [" ".join(cell[1]) for cell in rows[1]] == ["Werkwijzen", *["Onderwerpen"] * 4]
