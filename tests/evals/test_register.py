from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from corpus.types import ItemKind, Party, RegisterItem, Role, Span
from evals.register import measure

TRUTH: dict[str, Any] = {
    "documents": [
        {"key": "jaarplan-2021", "type": "jaarplan", "file": "jaarplan.pdf", "year": 2021},
        {"key": "actieplan", "type": "actieplan", "file": "actieplan.pdf", "year": 2021},
    ],
    "themes": [
        {
            "id": "T1",
            "name": "Wijken",
            "portfolio": "burgemeester",
            "topics": [
                {"id": "T1.1", "names": [[2020, "Inbraak"], [2021, "Woninginbraak"]], "lead": {"name": "Team Wonen"}}
            ],
        }
    ],
    "actions": [
        {
            "id": f"A.{n}",
            "label": f"1.1.{n}",
            "year": 2021,
            "topic": "T1.1",
            "core": {},
            "party": {"name": "Team Wonen"} if n == 1 else None,
            "partners": [{"name": "politie"}] if n == 1 else [],
            "planning": {"wordings": ["mei", "in mei"]} if n == 1 else None,
            "budget": 2500 if n == 1 else None,
        }
        for n in (1, 2)
    ],
    "goals": [],
    "figures": [],
}
PRINTED: list[dict[str, Any]] = [
    {"document": "jaarplan.pdf", "role": "action", "item": "A.1", "text": "Zes lampen plaatsen.", "phrase": "action.1"},
    {"document": "jaarplan.pdf", "role": "action", "item": "A.2", "text": "Zes hekken", "phrase": "action.2"},
    {"document": "jaarplan.pdf", "role": "action", "item": "A.2", "text": "herstellen.", "phrase": "action.2"},
    {"document": "actieplan.pdf", "role": "portfolio", "item": "T1", "text": "Burgemeester", "phrase": ""},
    {"document": "actieplan.pdf", "role": "party", "item": "T1.1", "text": "Team Wonen", "phrase": ""},
]
LAMPS = RegisterItem(
    id="1",
    kind=ItemKind.ACTION,
    text="Zes lampen plaatsen.",
    theme="Wijken",
    topic="Woninginbraak",
    years=(2021,),
    parties=(Party("Team Wonen", Role.LEAD), Party("de politie", Role.PARTNER)),
    planning="In mei",
    document_id="jaarplan",
    passage_id="p1",
    span=Span(1, 0, 20),
    label="1.1.1",
    budget="€ 2.500",
)
FENCES = replace(LAMPS, id="2", text="Zes hekken herstellen.", parties=(), planning=None, budget=None, label="1.1.2")
OFFICE = replace(
    LAMPS,
    id="3",
    kind=ItemKind.RESPONSIBLE,
    text="Inbraak",
    topic="Inbraak",
    parties=(Party("Burgemeester", Role.PORTFOLIO), Party("Team Wonen", Role.LEAD)),
    document_id="actieplan",
)
FILES = {"jaarplan": "jaarplan.pdf", "actieplan": "actieplan.pdf"}


def shares(*items: RegisterItem) -> dict[str, float]:
    found = measure(items, FILES, TRUTH, PRINTED)["pdf"]
    return {
        **{name: value["share"] for name, value in found["actions"].items() if isinstance(value, dict)},
        "who recall": found["responsible"]["recall"]["share"],
        "who precision": found["responsible"]["precision"]["share"],
    }


def test_the_truth_itself_is_right_in_everything() -> None:
    assert set(shares(LAMPS, FENCES, OFFICE).values()) == {1.0}


def test_an_empty_register_finds_nothing() -> None:
    assert shares()["recall"] == 0.0
    assert shares()["who recall"] == 0.0


@pytest.mark.parametrize(
    ("fault", "aspect"),
    [
        ({"text": "Zes lampen"}, "recall"),
        ({"text": "Zes lampen plaatsen. Zes hekken herstellen."}, "precision"),
        ({"text": "Zes lampen plaatsen. Planning: mei."}, "exact"),
        ({"parties": (Party("politie", Role.LEAD),)}, "party"),
        ({"parties": ()}, "party"),
        ({"parties": (Party("Team Wonen", Role.LEAD),)}, "partners"),
        ({"years": (2020,)}, "year"),
        ({"years": (2020, 2021)}, "year"),
        ({"theme": None}, "theme"),
        ({"topic": "Inbraak"}, "topic"),
        ({"planning": "juni"}, "planning"),
        ({"budget": None}, "budget"),
        ({"label": "1.1.2"}, "label"),
    ],
)
def test_every_fault_lowers_its_measure(fault: dict[str, Any], aspect: str) -> None:
    assert shares(replace(LAMPS, **fault), FENCES, OFFICE)[aspect] < 1.0


def test_a_party_where_the_truth_names_none_is_wrong() -> None:
    assert shares(LAMPS, replace(FENCES, parties=LAMPS.parties), OFFICE)["party"] == 0.5


def test_an_action_that_is_not_in_the_plan_lowers_precision() -> None:
    assert shares(LAMPS, FENCES, replace(FENCES, id="9", text="Wij doen iets anders."))["precision"] == pytest.approx(
        2 / 3, abs=1e-4
    )


def test_a_wrong_coordinator_is_missed_and_surplus() -> None:
    wrong = replace(OFFICE, parties=(OFFICE.parties[0], Party("Team Zorg", Role.LEAD)))
    found = shares(LAMPS, FENCES, wrong)
    assert (found["who recall"], found["who precision"]) == (0.5, 0.5)
