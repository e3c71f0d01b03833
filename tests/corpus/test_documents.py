"""The summaries say every known fact, and nothing else: no number, name or statement that no fact carries."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from corpus.manifest import Entry, Listed, read_corpus, read_manifest

CORPUS = Path(__file__).parents[2] / "corpus"
FIXTURES = Path(__file__).parent / "fixtures"
SAYS: dict[str, dict[str, list[str]]] = tomllib.loads((FIXTURES / "facts.toml").read_text(encoding="utf-8"))
SUMMARIES = [entry for entry in read_corpus(CORPUS) if not entry.official]

LEAD = "Samenvatting in eigen woorden, niet volledig."
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
WORDS = {"twee": "two", "drie": "three", "vier": "four", "vijf": "five", "zes": "six"} | {
    "derde": "third",
    "vijfde": "fifth",
    "zevende": "seventh",
    "achtste": "eighth",
}
WRITTEN_OUT = {"T2-03": {"1"}}  # "Q1 2021" is "het eerste kwartaal van 2021"


def facts() -> dict[str, str]:
    """Give every fact with the heading it stands under, without addresses and other facts' ids."""
    found: dict[str, str] = {}
    heading = ""
    for line in (FIXTURES / "almere-facts.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line
        elif line.startswith("Derived series"):
            found["SERIES"] = line
        elif match := re.match(r"- ((?:T\d|V\d\d|E\d\d|B\d\d|J\d\d|O)-\d\d) (.+)", line):
            found[match[1]] = re.sub(r"\S+\.nl/\S+|\bT\d-\d\d\b", "", match[2]) + " | " + heading
    return found


FACTS = facts()


def blocks(entry: Entry) -> tuple[list[str], list[str]]:
    """Give the headings and the other blocks (list points without their mark) of a Markdown summary."""
    lines = [line for line in entry.path.read_text(encoding="utf-8").splitlines() if line.strip()]
    headings = [line.lstrip("# ") for line in lines if line.startswith("#")]
    rest = [re.sub(r"^(?:- |\d+\. )", "", line) for line in lines if not line.startswith("#")]
    return headings, rest


def name(entry: Entry) -> str:
    return entry.path.name


def numbers(text: str) -> set[str]:
    """Give the numbers of a text, Dutch or English, written the same way: "1.000" and "1,000" are 1000."""
    return {
        re.sub("[.,]", "", number) if THOUSANDS.fullmatch(number) else number.replace(",", ".")
        for number in NUMBER.findall(text)
    }


def facts_of(entry: Entry, block: str) -> list[str]:
    return [fact for fact, says in SAYS[name(entry)].items() if any(phrase in block for phrase in says)]


def test_the_facts_are_all_read() -> None:
    """A pattern that misses one would hide it from every other test."""
    text = (FIXTURES / "almere-facts.md").read_text(encoding="utf-8")
    assert len(FACTS) == len(re.findall(r"^- [A-Z]", text, re.M)) + 1


def test_every_fact_is_in_a_summary() -> None:
    assert {fact for says in SAYS.values() for fact in says} == set(FACTS)


def test_every_summary_is_described_here_and_every_description_is_of_a_summary() -> None:
    assert {name(entry) for entry in SUMMARIES} == set(SAYS)


@pytest.mark.parametrize("entry", SUMMARIES, ids=name)
def test_the_words_of_each_fact_stand_in_the_summary(entry: Entry) -> None:
    text = "\n".join(blocks(entry)[1])
    assert [phrase for says in SAYS[name(entry)].values() for phrase in says if phrase not in text] == []


@pytest.mark.parametrize("entry", SUMMARIES, ids=name)
def test_no_block_says_what_no_fact_says(entry: Entry) -> None:
    lead, *rest = blocks(entry)[1]
    assert lead.startswith(LEAD)
    assert [block for block in rest if not facts_of(entry, block)] == []


@pytest.mark.parametrize("entry", SUMMARIES, ids=name)
def test_every_number_stands_in_the_facts_of_its_block(entry: Entry) -> None:
    headings, (_, *rest) = blocks(entry)
    for block in rest:
        source = " ".join(FACTS[fact] for fact in facts_of(entry, block))
        assert numbers(block) <= numbers(source), block
        written = [word for word in re.findall(r"\w+", block.lower()) if word in WORDS]
        assert [word for word in written if WORDS[word] not in source.lower()] == [], block
    everything = " ".join(FACTS[fact] for fact in SAYS[name(entry)])
    assert numbers(" ".join(headings[1:])) <= numbers(everything)


@pytest.mark.parametrize("entry", SUMMARIES, ids=name)
def test_every_number_of_a_fact_is_told(entry: Entry) -> None:
    everything = numbers(" ".join(blocks(entry)[1]))
    for fact in SAYS[name(entry)]:
        if fact == "O-09" and "cvdr" in name(entry):
            continue  # this version tells its own part; the other one tells the rest
        told = numbers(FACTS[fact].split(" | ")[0]) - WRITTEN_OUT.get(fact, set())
        assert told <= everything, fact


@pytest.mark.parametrize("entry", SUMMARIES, ids=name)
def test_every_name_stands_in_the_facts(entry: Entry) -> None:
    """A word with a capital that does not begin a sentence or a quotation is a name."""
    for block in blocks(entry)[1][1:]:
        known = " ".join(FACTS[fact] for fact in facts_of(entry, block)).lower()
        inside = re.findall(r"(?<![.:?] )(?<!^)(?<![‘(])\b[A-Z][\w-]*", block)
        assert [word for word in inside if word.lower().split("-")[0] not in known] == [], block


@pytest.mark.parametrize("entry", SUMMARIES, ids=name)
def test_a_summary_says_what_it_is_and_where_the_page_is(entry: Entry) -> None:
    headings, (lead, *_) = blocks(entry)
    assert lead.endswith(f"De officiële pagina: {entry.url}")
    assert str(entry.title).endswith(headings[0])
    own = next(iter(SAYS[name(entry)]))  # the first fact is of the page itself; a later one may be of a page it names
    assert ("Alleen het begin van de pagina was beschikbaar" in lead) == ("(EXCERPT" in FACTS[own])


def test_the_seed_is_official_and_the_fact_ids_are_not_shown() -> None:
    official = [entry for entry in read_corpus(CORPUS) if entry.official]
    assert [entry.id for entry in official] == ["jaarplan-2021-inleiding"]
    assert official[0].publisher == "gemeente Almere"
    for entry in SUMMARIES:
        text = entry.path.read_text(encoding="utf-8")
        assert "<!--" not in text
        assert re.findall(r"\b(?:T\d|V2\d|E22|B\d\d|J21|O)-\d\d\b", text) == []


def test_what_has_no_facts_is_there_to_download_only() -> None:
    listed: tuple[Listed, ...] = read_manifest(CORPUS / "manifest.toml")
    assert len([one for one in listed if one.file is None]) == 7
    assert all(one.url and one.type for one in listed)
    assert len({one.url for one in listed}) == len(listed) == 31
