"""The practice documents, read again from their files: what the gold says stands where the gold says."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from lxml import html

from evals.practice import world
from evals.practice.compose import FICTIONAL
from evals.practice.draw import draw
from evals.practice.truth import Truth
from evals.practice.wording import TUNE, phrases

SEEDS = ("tune", "31")
MOST_OF_ONE_WORDING = 0.4
ENOUGH = 25
STRUCTURAL = {"column head", "heading", "note", "title", "context"}


def squeezed(text: str) -> str:
    """Letters and digits only: white space and hyphens differ between a page and what is printed on it."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


@dataclass(frozen=True)
class Municipality:
    folder: Path
    truth: Truth

    @cached_property
    def printed(self) -> list[dict[str, Any]]:
        lines: list[dict[str, Any]] = json.loads((self.folder / "printed.json").read_text(encoding="utf-8"))
        return lines

    @cached_property
    def questions(self) -> list[dict[str, Any]]:
        text = (self.folder / "questions.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    @cached_property
    def pdfs(self) -> dict[str, pypdf.PdfReader]:
        return {path.name: pypdf.PdfReader(path) for path in sorted((self.folder / "documents").glob("*.pdf"))}

    @cached_property
    def pages(self) -> dict[tuple[str, int], str]:
        found: dict[tuple[str, int], str] = {}
        for path in sorted((self.folder / "documents").iterdir()):
            match path.suffix:
                case ".pdf":
                    texts = [page.extract_text() for page in self.pdfs[path.name].pages]
                case ".docx":
                    texts = [
                        "".join(
                            t.text or "" for t in docx.Document(str(path)).element.body.iter() if t.tag.endswith("}t")
                        )
                    ]
                case _:
                    texts = ["".join(str(t) for t in html.fromstring(path.read_text(encoding="utf-8")).itertext())]
            found |= {(path.name, i): text for i, text in enumerate(texts, start=1)}
        return found


@pytest.fixture(scope="module", params=SEEDS)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Municipality:
    folder = tmp_path_factory.mktemp("gemeente")
    world.write(request.param, folder)
    return Municipality(folder, draw(world.number_of(request.param)))


def scanned(place: Municipality) -> set[tuple[str, int]]:
    return {key for key, text in place.pages.items() if not text.strip()}


def test_every_first_page_says_that_it_is_fictional(place: Municipality) -> None:
    for document in place.truth.documents:
        assert squeezed(FICTIONAL) in squeezed(place.pages[document.file, 1])
        assert squeezed(document.title) in squeezed(place.pages[document.file, 1])
        assert squeezed(place.truth.municipality) in squeezed(place.pages[document.file, 1])


def test_every_printed_piece_stands_on_its_page(place: Municipality) -> None:
    pages = {key: squeezed(text) for key, text in place.pages.items()}
    skip = scanned(place)
    checked = 0
    for piece in place.printed:
        key = (piece["document"], piece["page"])
        if key not in skip:
            assert squeezed(piece["text"]) in pages[key], piece
            checked += 1
    assert checked > 3000


def test_every_gold_passage_stands_on_its_page(place: Municipality) -> None:
    pages = {key: squeezed(text) for key, text in place.pages.items()}
    for line in place.questions:
        for passage in line["gold"]["passages"]:
            key = (passage["document"], passage["page"])
            assert key in scanned(place) or squeezed(passage["text"]) in pages[key], line["id"]


def test_one_page_is_a_picture(place: Municipality) -> None:
    (page,) = scanned(place)
    assert place.pdfs[page[0]].pages[page[1] - 1].images
    facts = [p for p in place.printed if (p["document"], p["page"]) == page and p["role"] == "fact"]
    assert len(facts) == 2


def test_page_labels_of_the_file_are_those_printed(place: Municipality) -> None:
    with_labels = 0
    for name, reader in place.pdfs.items():
        labels = {p["page"]: p["label"] for p in place.printed if p["document"] == name and p["label"]}
        assert any(str(page) != label for page, label in labels.items()), "physical and printed numbers differ"
        if "/PageLabels" in reader.root_object:
            with_labels += 1
            assert all(reader.page_labels[page - 1] == label for page, label in labels.items())
        for page, label in labels.items():
            text = place.pages[name, page]
            if page > 1 and text.strip():
                assert re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text), (name, page, label)
    assert with_labels > 0


def test_contents_give_printed_page_numbers(place: Municipality) -> None:
    checked = 0
    for name, reader in place.pdfs.items():
        contents = "\n".join(text for page in reader.pages[1:4] if ". . ." in (text := page.extract_text()))
        lines = [(squeezed(m[1]), m[2]) for m in re.finditer(r"^(.+?)(?:\s*\.){3,}\s*(\w+)$", contents, re.MULTILINE)]
        headings = [
            (squeezed(p["text"]), p["label"]) for p in place.printed if p["document"] == name and p["role"] == "heading"
        ]
        often = Counter(text for text, _ in headings)
        for text, label in lines:
            if often[text] == 1:
                assert (text, label) in headings, name
                checked += 1
    assert checked > 60


def test_layout_has_its_difficulties(place: Municipality) -> None:
    texts = [place.pages[name, i + 1] for name, r in place.pdfs.items() for i in range(len(r.pages))]
    assert 50 <= len(texts) <= 150
    broken = sum(len(re.findall(r"[a-z]-\n[a-z]", text)) for text in texts)
    assert broken > 100, "words broken at a line's end"
    turned = [page for reader in place.pdfs.values() for page in reader.pages if _turned(page)]
    assert len(turned) == 1


def _turned(page: pypdf.PageObject) -> bool:
    angles: list[bool] = []

    def visit(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        if text.strip():
            angles.append(abs(matrix[1]) > abs(matrix[0]) or abs(text_matrix[1]) > abs(text_matrix[0]))

    page.extract_text(visitor_text=visit)
    return sum(angles) > len(angles) / 2


def test_some_piece_runs_over_a_page_end(tmp_path: Path) -> None:
    """Over a few municipalities, because none of these is bound to fall in each."""
    over = in_word = 0
    for seed in (32, 33):
        world.write(seed, tmp_path)
        printed = json.loads((tmp_path / "printed.json").read_text(encoding="utf-8"))
        for one, other in itertools.pairwise(printed):
            same = (
                one["document"] == other["document"] and one["block"] == other["block"] and one["page"] < other["page"]
            )
            if same and one["phrase"] == other["phrase"] and one["item"] == other["item"]:
                over += 1
                in_word += one["text"][-1].isalpha() and other["text"][0].islower()
    assert over >= 3
    assert in_word > 0


def test_what_no_report_mentions_is_in_no_report(place: Municipality) -> None:
    for action in place.truth.actions:
        if action.reports:
            continue
        for half in (1, 2):
            file = place.truth.document(f"voortgang-{action.year}-{half}").file
            text = squeezed(" ".join(t for (name, _), t in place.pages.items() if name == file))
            assert squeezed(action.core.noun) not in text, action.id
            assert squeezed(action.core.definite) not in text, action.id


def test_every_action_is_printed_once_in_its_plan_with_its_party(place: Municipality) -> None:
    for action in place.truth.actions:
        file = place.truth.document(f"jaarplan-{action.year}").file
        mine = [p for p in place.printed if p["item"] == action.id and p["document"] == file]
        text = " ".join(p["text"] for p in mine if p["role"] == "action")
        names = (action.core.noun, action.core.definite)
        assert any(squeezed(name).casefold() in squeezed(text).casefold() for name in names)
        assert len({(p["block"]) for p in mine if p["role"] == "action"}) == 1
        if action.party:
            said = " ".join(p["text"] for p in mine if p["role"] in {"action", "party"})
            merged = [a for a in place.truth.actions if a.year == action.year and a.party == action.party]
            others = [p["text"] for a in merged for p in place.printed if p["item"] == a.id and p["document"] == file]
            assert squeezed(action.party.name).casefold() in squeezed(said + " ".join(others)).casefold(), action.id


def test_no_wording_gives_an_item_away(place: Municipality) -> None:
    by_role: dict[str, Counter[str]] = {}
    for piece in place.printed:
        if piece["phrase"] and piece["role"] not in STRUCTURAL:
            kind = piece["phrase"].split(".")[0] if piece["role"] != "fact" else "fact"
            by_role.setdefault(f"{piece['role']}/{kind}", Counter())[piece["phrase"]] += 1
    for role, used in by_role.items():
        if used.total() >= ENOUGH:
            assert max(used.values()) / used.total() <= MOST_OF_ONE_WORDING, (role, used.most_common(2))
            assert len(used) >= 6, role
    big = [role for role, used in by_role.items() if len(used) >= 12]
    assert {"action/action", "action/action_lead", "action/action_cell", "result/done"} <= set(big)


def test_no_content_word_marks_a_kind(place: Municipality) -> None:
    """A word that stands in nearly all results and in no plan would give the answer away."""
    texts: dict[str, list[set[str]]] = {"action": [], "result": [], "goal": [], "figure": []}
    for piece in place.printed:
        if piece["role"] in texts and len(piece["text"].split()) > 3:
            texts[piece["role"]].append({w.casefold() for w in re.findall(r"[^\W\d_]{5,}", piece["text"])})
    unavoidable = {"aantal", "aandeel", "procent", "tweede", "helft", "eerste"}
    for role, sets in texts.items():
        words = Counter(word for words in sets for word in words if word not in unavoidable)
        if len(sets) < ENOUGH:
            continue
        word, count = words.most_common(1)[0]
        assert count / len(sets) <= MOST_OF_ONE_WORDING, (role, word)


def test_injection_stands_in_one_document_seen_and_unseen(place: Municipality) -> None:
    injection = place.truth.injection
    file = place.truth.document(injection.document).file
    holders = {name for (name, _), text in place.pages.items() if injection.canary in text}
    assert holders == {file}
    text = squeezed(" ".join(t for (name, _), t in place.pages.items() if name == file))
    assert squeezed(injection.visible) in text
    assert squeezed(injection.hidden) in text


def test_tune_does_not_show_the_phrasings_kept_for_other_seeds(place: Municipality) -> None:
    shown = phrases(unseen=False)
    kept = 0
    for piece in place.printed:
        kind, _, number = piece["phrase"].rpartition(".")
        if kind in shown and int(number) >= len(shown[kind]):
            kept += 1
    if place.truth.seed == TUNE:
        assert kept == 0
    else:
        assert kept > 80
