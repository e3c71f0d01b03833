"""What reading gives of real documents, frozen: `python -m tests.ingest.rewrite_golden` rewrites it, for a diff."""

from __future__ import annotations

import pytest

from corpus.manifest import Entry
from tests.ingest.rewrite_golden import GOLDEN, frozen, reading_of, written

ENTRIES = dict(frozen())


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_a_real_document_is_read_as_before(name: str) -> None:
    expected = (GOLDEN / f"{name}.json").read_text(encoding="utf-8")
    assert written(ENTRIES[name]) == expected, "python -m tests.ingest.rewrite_golden schrijft het opnieuw"


def seed() -> Entry:
    return ENTRIES["jaarplan-2021-inleiding"]


def test_the_seeds_table_binds_every_topic_to_the_theme_of_its_column() -> None:
    themes = {p["text"][-1]: p["theme"] for p in reading_of(seed())["passages"] if p["text"][1:2] == ["Onderwerpen"]}
    assert themes["Cybercrime"] == "Veilige wijken"
    assert themes["Woonoverlast"] == "Zorg en veiligheid"
    assert themes["Evenementen"] == "Rampenbestrijding en crisisbeheersing"
    assert themes["• Vrijplaatsen"] == "Ondermijning en georganiseerde criminaliteit"


def test_the_seeds_footnote_holds_for_the_marked_topics_only() -> None:
    named = [(item["text"], item["parties"]) for item in reading_of(seed())["register"] if item["parties"]]
    answers = ["verantwoordelijk: Sociaal Domein"]
    assert named == [("Huiselijk geweld", answers), ("Personen met verward gedrag", answers)]


def test_the_seeds_title_is_repeated_in_no_path() -> None:
    paths = {p["path"] for p in reading_of(seed())["passages"]}
    assert all(path.count("Jaarplan veiligheid 2021") == 1 for path in paths)
