"""The evaluator itself: a perfect answer scores 1, an empty one 0, and each measure falls when its fault is planted."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest
import pytrec_eval
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from evals import facts, metrics, ranking
from evals.given import given
from evals.questions import Question, question_of
from evals.sources import SourceFiles

PLAN = """# Jaarplan Veiligheid 2021 van de gemeente Voorbeeldstad (verzonnen)

## Ondermijning

Trekker van dit onderwerp is team Toezicht.

- In 2021 houden wij 12 integrale controles op bedrijventerreinen.
- Wij maken een factsheet voor ondernemers.
- Wij sluiten aan bij Meld Misdaad Anoniem.

Er komt geen tweede factsheet.

Voor de aanpak is € 120.000 beschikbaar. De raad stelde het plan vast op 28 februari 2019.
"""
OTHER_YEAR = """# Jaarplan Veiligheid 2020 van de gemeente Voorbeeldstad (verzonnen)

## Ondermijning

- In 2020 houden wij 9 integrale controles op bedrijventerreinen.
- Trekker van dit onderwerp is team Wijken.
"""
ACTIONS = (
    "In 2021 houden wij 12 integrale controles op bedrijventerreinen.",
    "Wij maken een factsheet voor ondernemers.",
    "Wij sluiten aan bij Meld Misdaad Anoniem.",
)
FILES = {"doc-2021": "plan-2021.md", "doc-2020": "plan-2020.md"}
YEARS = {"doc-2021": 2021, "doc-2020": 2020}


@pytest.fixture
def sources(tmp_path: Path) -> SourceFiles:
    (tmp_path / "plan-2021.md").write_text(PLAN, encoding="utf-8")
    (tmp_path / "plan-2020.md").write_text(OTHER_YEAR, encoding="utf-8")
    return SourceFiles(tmp_path)


def ask(**fields: Any) -> Question:
    line = {
        "id": "q1",
        "kind": "list_actions",
        "question": "Welke acties zijn er in 2021 op ondermijning?",
        "gold": {"pages": [{"document": "plan-2021.md", "page": 1}]},
        "items": list(ACTIONS),
        "key_facts": [["12"], ["€ 120.000", "120 duizend euro"], ["28-02-2019"]],
        "forbidden_facts": ["9 integrale controles"],
        "party": "team Toezicht",
        "year": 2021,
    }
    return question_of(line | fields)


def claim(text: str, quote: str | None = None, document: str = "doc-2021", page: int = 1) -> dict[str, Any]:
    citation = {
        "passage_id": f"{document}-p",
        "document_id": document,
        "year": YEARS.get(document),
        "page": page,
        "section_path": ["Ondermijning"],
        "quote": quote or text,
        "sentence": quote or text,
    }
    return {"text": text, "citations": [citation]}


MONEY = "Voor de aanpak is € 120.000 beschikbaar."
DATE = "De raad stelde het plan vast op 28 februari 2019."
LEAD = "Trekker van dit onderwerp is team Toezicht."


def perfect() -> dict[str, Any]:
    claims = [claim(text) for text in (*ACTIONS, MONEY, DATE, LEAD)]
    return {"status": "answered", "reason": None, "text": "", "claims": claims, "notes": []}


def score(question: Question, answer: dict[str, Any], sources: SourceFiles) -> dict[str, float | None]:
    return metrics.measure(question, given(answer, FILES, sources.page_count, sources.holds))


def list_only() -> tuple[Question, dict[str, Any]]:
    return ask(key_facts=[["12"]], party=None), perfect() | {"claims": [claim(text) for text in ACTIONS]}


def test_a_perfect_answer_scores_one_on_everything(sources: SourceFiles) -> None:
    question, answer = list_only()
    assert {v for v in score(question, answer, sources).values() if v is not None} == {1.0}
    with_party = score(ask(items=[]), perfect(), sources)
    assert {v for v in with_party.values() if v is not None} == {1.0}
    assert with_party["party"] == 1.0


@pytest.mark.parametrize(
    "nothing",
    [
        {},
        {"status": "refused", "reason": "not_in_documents", "text": "Niet gevonden.", "claims": [], "notes": []},
        {"status": "answered", "reason": None, "text": "", "claims": [], "notes": []},
    ],
)
def test_an_empty_answer_a_refusal_and_a_failure_score_zero(sources: SourceFiles, nothing: dict[str, Any]) -> None:
    values = score(ask(), nothing, sources)
    expected_zero = {k for k in values if k not in {"status", "unforbidden"}}
    assert None not in values.values()
    assert {values[k] for k in expected_zero} == {0.0}
    assert values["status"] == float(nothing.get("status") == "answered")


def plant(answer: dict[str, Any], fault: str) -> dict[str, Any]:  # noqa: C901 - one case a fault
    answer = copy.deepcopy(answer)
    claims = answer["claims"]
    match fault:
        case "wrong year":
            claims[0] = claim("In 2020 houden wij 9 integrale controles op bedrijventerreinen.", document="doc-2020")
        case "item missing":
            del claims[1]
        case "item from elsewhere":
            claims.append(claim(MONEY))
        case "item twice":
            claims.append(claims[1])
        case "quote from another page":
            claims[1]["citations"][0]["page"] = 2
        case "quote from another document":
            claims[1]["citations"][0]["document_id"] = "doc-2020"
        case "quote not there":
            claims[1]["citations"][0]["quote"] = "Wij maken twee factsheets voor ondernemers."
        case "quote cut inside a word":
            claims[1]["citations"][0]["quote"] = "ij maken een factsheet voor ondernemers."
        case "digit changed":
            claims[0]["text"] = claims[0]["text"].replace("12", "120")
        case "unknown document":
            claims[1]["citations"][0]["document_id"] = "doc-9999"
        case "useless second citation":
            claims[1]["citations"].append(claim(MONEY)["citations"][0])
        case "no citation":
            claims[1]["citations"] = []
        case "denial lost":
            claims[1] = claim("Er komt een tweede factsheet.", "Er komt geen tweede factsheet.")
        case "own words not in the quote":
            claims[1]["text"] += " Burgemeester en wethouders betalen daarvoor elke ondernemer subsidie."
    return answer


@pytest.mark.parametrize(
    ("fault", "fallen"),
    [
        ("wrong year", {"year", "facts", "unforbidden", "items_recall", "items_precision"}),
        ("item missing", {"items_recall"}),
        ("item from elsewhere", {"items_precision"}),
        ("item twice", {"items_precision"}),
        ("quote from another page", {"quotes", "cite_recall", "cite_precision"}),
        ("quote from another document", {"quotes", "cite_recall", "cite_precision"}),
        ("quote not there", {"quotes", "cite_recall", "cite_precision"}),
        ("quote cut inside a word", {"quotes", "cite_recall", "cite_precision"}),
        ("digit changed", {"facts", "items_recall", "items_precision", "cite_recall", "cite_precision"}),
        ("unknown document", {"quotes", "cite_recall", "cite_precision"}),
        ("useless second citation", {"cite_precision"}),
        ("no citation", {"cite_recall"}),
        ("denial lost", {"cite_recall", "cite_precision"}),
        ("own words not in the quote", {"cite_recall", "cite_precision"}),
    ],
)
def test_each_measure_falls_when_its_fault_is_planted(sources: SourceFiles, fault: str, fallen: set[str]) -> None:
    question, answer = list_only()
    values = score(question, plant(answer, fault), sources)
    assert fallen <= {name for name, value in values.items() if value is not None and value < 1}


def test_a_fault_leaves_the_other_measures_alone(sources: SourceFiles) -> None:
    question, answer = list_only()
    values = score(question, plant(answer, "item missing"), sources)
    assert {n for n, v in values.items() if v is not None and v < 1} == {"correct", "items_recall"}
    assert values["items_recall"] == pytest.approx(2 / 3)


def test_an_optional_item_may_be_named_or_left_out(sources: SourceFiles) -> None:
    question = ask(key_facts=[], party=None, items=list(ACTIONS[:2]), optional_items=[ACTIONS[2]])
    full = perfect() | {"claims": [claim(text) for text in ACTIONS]}
    short = perfect() | {"claims": [claim(text) for text in ACTIONS[:2]]}
    assert score(question, full, sources)["correct"] == score(question, short, sources)["correct"] == 1


def test_a_swapped_party_is_seen(sources: SourceFiles) -> None:
    answer = perfect()
    answer["claims"][-1] = claim("Trekker van dit onderwerp is team Wijken.", document="doc-2020")
    values = score(ask(items=[]), answer, sources)
    assert values["party"] == 0
    assert values["correct"] == 0


def test_a_parrot_of_passage_one_is_caught(sources: SourceFiles) -> None:
    """Its quotes are flawless and its facts are not: ALCE's parrot scores 99 on citations alone."""
    parrot = perfect() | {"claims": [claim("Wij maken een factsheet voor ondernemers.")]}
    values = score(ask(items=[]), parrot, sources)
    assert values["quotes"] == values["cite_recall"] == 1
    assert values["facts"] == values["party"] == values["correct"] == 0


def test_the_whole_text_as_one_claim_is_a_dump(sources: SourceFiles) -> None:
    values = score(list_only()[0], perfect() | {"claims": [claim(PLAN * 3, PLAN)]}, sources)
    assert values["items_recall"] == 1
    assert values["items_precision"] == 0
    assert values["correct"] == 0


def test_a_fact_bought_with_length_is_no_right_answer(sources: SourceFiles) -> None:
    question = ask(
        items=[],
        key_facts=[["€ 120.000"]],
        party=None,
        gold={"passages": [{"document": "plan-2021.md", "page": 1, "text": MONEY}]},
    )
    answer = perfect() | {"claims": [claim(MONEY)]}
    assert score(question, answer, sources)["correct"] == 1
    padded = perfect() | {"claims": [claim(text) for text in (*ACTIONS, MONEY, LEAD)]}
    values = score(question, padded, sources)
    assert values["facts"] == values["quotes"] == 1
    assert values["focus"] == pytest.approx(1 / 5)
    assert values["correct"] == 0


@pytest.mark.parametrize(
    ("status", "reason", "right"),
    [
        ("refused", "not_in_documents", 1.0),
        ("refused", "opinion", 0.0),
        ("answered", None, 0.0),
        ("clarify", "underspecified", 0.0),
        ("failed", None, 0.0),
    ],
)
def test_a_refusal_needs_its_reason(sources: SourceFiles, status: str, reason: str | None, right: float) -> None:
    question = ask(
        kind="refuse_not_in_documents",
        status=["refused"],
        reasons=["not_in_documents"],
        items=[],
        key_facts=[],
        forbidden_facts=[],
        party=None,
    )
    answer = {"status": status, "reason": reason, "text": "Niet gevonden.", "claims": [], "notes": []}
    values = score(question, answer, sources)
    assert values["correct"] == values["status"] == right
    assert values["cite_recall"] is None


def test_notes_about_other_editions_are_no_forbidden_facts(sources: SourceFiles) -> None:
    question, answer = list_only()
    note = "In 2020 waren het er 9 integrale controles."
    answer |= {"notes": [note], "text": f"Er zijn 3 acties.\n{note}"}
    assert score(question, answer, sources)["unforbidden"] == 1
    assert score(question, answer | {"notes": []}, sources)["unforbidden"] == 0


def test_what_a_refusal_shows_as_near_is_not_said(sources: SourceFiles) -> None:
    question = ask(
        kind="refuse_other_year", status=["refused"], reasons=["other_year"], items=[], key_facts=[], party=None
    )
    near = "In 2020 houden wij 9 integrale controles."
    refusal = {"status": "refused", "reason": "other_year", "text": f"Daarover staat niets.\n- {near} [1]"}
    assert score(question, refusal | {"nearest": [{"sentence": near}]}, sources)["correct"] == 1
    assert score(question, refusal, sources)["unforbidden"] == 0


@pytest.mark.parametrize(
    ("fact", "text", "there"),
    [
        ("12", "het zijn er 120", False),
        ("12", "het is 12,5", False),
        ("12", "het is -12", False),
        ("12", "12 controles", True),
        ("20", "2020", False),
        ("600", "€ 600.000", False),
        ("28 februari 2019", "op 28-02-2019 besloten", True),
        ("28 februari 2019", "op 28 feb. 2019", True),
        ("28 februari 2019", "on February 28, 2019", True),
        ("28 februari 2019", "on 28 February 2019", True),
        ("28 februari 2019", "op 8 februari 2019", False),
        ("2 maart 2019", "op 12 maart 2019", False),
        ("2019", "op 28-02-2019", True),
        ("1150", "ruim 1.150 leden", True),
        ("20.000", "20\u00a0000 deelnemers", True),
        ("€ 600.000", "600.000 euro", True),
        ("€ 600.000", "€\u00a0600.000,-", True),
        ("31%", "31 procent", True),
        ("31%", "31 woningen", False),
        ("12,5", "12.5", True),
        ("14:30", "om 14.30 uur", True),
        ("Sociaal Domein", "het sociaal\n  domein", True),
        ("cameratoezicht", "camera-\ntoezicht", True),
        ("een last", "geen last", False),
        ("conﬂict", "conflict", True),
        ("", "alles", False),
    ],
)
def test_facts_are_strict_on_digits_and_tolerant_on_layout(fact: str, text: str, there: bool) -> None:
    assert facts.stands_in(fact, text) is there


@pytest.mark.parametrize(
    ("item", "text", "same"),
    [
        ("Extra toezicht in Oost", "2.1.3 Extra toezicht in Oost (trekker: politie)", True),
        ("Extra toezicht in Oost", "Extra toezicht in West", False),
        ("Extra toezicht in Oost", "Geen extra toezicht in Oost", False),
        ("12 controles per jaar", "120 controles per jaar", False),
        ("Aanpak woon- overlast", "aanpak woonoverlast", True),
        ("Extra toezicht in Oost", "Toezicht, maar in Oost niet extra", False),
        ("2 panden sluiten in Oost", "12 panden sluiten in Oost", False),
        ("Extra toezicht in Oost", "Extra lessen op school, meer politie en daarbij ook toezicht in heel Oost", False),
    ],
)
def test_items_are_matched_by_words_in_order(item: str, text: str, same: bool) -> None:
    assert facts.is_same_item(item, text) is same


@hypothesis_given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_number_stands_only_in_itself(a: int, b: int) -> None:
    assert facts.stands_in(str(a), f"er zijn {b} controles") is (a == b)


def test_ranking_measures_agree_with_trec_eval() -> None:
    random.seed(7)
    for _ in range(50):
        documents = [f"d{i:02}" for i in range(40)]
        judged = {d: random.choice([0, 1, 1, 2]) for d in random.sample(documents, 12)}
        ranked = random.sample(documents, 25)
        run = {d: float(len(ranked) - i) for i, d in enumerate(ranked)}
        names = {"recall_1,5,10,20", "success_10", "ndcg_cut_10"}
        theirs = pytrec_eval.RelevanceEvaluator({"q": judged}, names).evaluate({"q": run})["q"]
        first_ten = pytrec_eval.RelevanceEvaluator({"q": judged}, {"recip_rank"}).evaluate(
            {"q": {d: run[d] for d in ranked[:10]}}
        )["q"]
        ours = ranking.measures([{d} for d in ranked], {d: float(g) for d, g in judged.items()})
        assert ours == pytest.approx(
            {
                "recall@1": theirs["recall_1"],
                "recall@5": theirs["recall_5"],
                "recall@10": theirs["recall_10"],
                "recall@20": theirs["recall_20"],
                "any-hit@10": theirs["success_10"],
                "MRR@10": first_ten["recip_rank"],
                "nDCG@10": theirs["ndcg_cut_10"],
            }
        )


def test_a_passage_in_three_sizes_gains_once() -> None:
    units = {"a": 1.0, "b": 1.0}
    repeated = ranking.measures([{"a"}, {"a"}, {"a"}, {"b"}], units)
    once = ranking.measures([{"a"}, set(), set(), {"b"}], units)
    assert repeated == once
    assert ranking.measures([], units)["nDCG@10"] == 0
