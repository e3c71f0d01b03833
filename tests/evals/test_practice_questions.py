"""The questions about the practice municipality: each has one right answer, and the gold proves it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest

from assistant.types import Reason
from evals.facts import numbers, stands_in
from evals.practice import world
from evals.practice.ask_reports import NOT_REPORTED
from evals.practice.asker import asking
from evals.practice.compose import fact_bank
from evals.practice.draw import draw
from evals.practice.truth import Truth
from evals.practice.wording import TUNE
from evals.questions import KINDS, Question, read_questions

SEEDS = ("tune", "41")
PHRASINGS = 12


@dataclass(frozen=True)
class Asked:
    truth: Truth
    questions: tuple[Question, ...]
    lines: tuple[dict[str, Any], ...]
    printed: tuple[dict[str, Any], ...]

    def around(self, question: Question) -> str:
        """All that stands in the blocks and table rows of a question's gold, and the parties printed for its items."""
        gold = {(p.document, p.page, p.text) for p in question.gold.passages}
        pieces = [p for p in self.printed if (p["document"], p["page"], p["text"]) in gold]
        blocks = {(p["document"], p["block"]) for p in pieces} | {
            (p["document"], q["block"])
            for p in pieces
            for q in self.printed
            if p["row"] is not None and q["row"] == p["row"] and q["document"] == p["document"]
        }
        here = [p for p in self.printed if (p["document"], p["block"]) in blocks]
        topics = {(p["document"], p["item"].rpartition(".")[0]) for p in here if p["item"]}
        leads = [  # a party's cell may be merged over the rows of its topic, or be named in a note
            p
            for p in self.printed
            if p["role"] == "party" and (p["document"], (p["item"] or "").rpartition(".")[0]) in topics
        ]
        return "\n".join(p["text"] for p in (*here, *leads))


@pytest.fixture(scope="module", params=SEEDS)
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    folder = tmp_path_factory.mktemp("vragen")
    world.write(request.param, folder)
    path = folder / "questions.jsonl"
    lines = tuple(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    printed = tuple(json.loads((folder / "printed.json").read_text(encoding="utf-8")))
    return Asked(draw(world.number_of(request.param)), read_questions(path), lines, printed)


def test_counts_kinds_and_wordings(asked: Asked) -> None:
    kinds = Counter(q.kind for q in asked.questions)
    assert len(asked.questions) >= 200
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 5
    assert {q.wording for q in asked.questions} == {"staff", "plain", "typo", "english"}
    assert {q.kind for q in asked.questions if q.wording != "staff"} == {"plain", "typo", "english"}
    assert sum(q.answerable for q in asked.questions) > 200


def test_no_question_is_asked_twice(asked: Asked) -> None:
    texts = Counter((q.question, q.history, q.wording) for q in asked.questions)
    assert [text for text, count in texts.items() if count > 1] == []


def test_twelve_phrasings_per_kind() -> None:
    raw = asking()
    kinds = {
        "list_actions": ("list_actions", "list_theme", "list_newest"),
        "goal": ("goal", "interim", "outcome"),
        "definition": ("abbreviation", "term"),
        "date": ("when", "when_date", "adopted", "adopted_council", "adopted_report", "adopted_end"),
        "number": ("figure", "budget", "amount", "count_topic", "count_party"),
        "refuse_false_premise": ("false_party", "false_number", "false_dropped", "false_goal"),
    }
    alone = "list_by_party responsible compare progress action_status conflict refuse_other_year".split()
    alone += "refuse_other_municipality refuse_no_party refuse_opinion refuse_off_topic refuse_personal".split()
    alone += ["refuse_underspecified"]
    for names in (*kinds.values(), *((name,) for name in alone)):
        phrasings = [text for name in names for text in raw[name]]
        assert len(set(phrasings)) == len(phrasings) >= PHRASINGS, names
    facts = [text for fact in fact_bank().values() if fact["kind"] == "fact" for text in fact["ask"]]
    assert len({*facts, *raw["partners"], *raw["reason"], *raw["renamed"], *raw["ordinal"]}) >= PHRASINGS


def test_phrasings_vary_within_a_municipality(asked: Asked) -> None:
    """The first three words tell most phrasings apart; no beginning is that of half the questions of a kind."""
    for kind in KINDS:
        starts = Counter(" ".join(q.question.split()[:3]) for q in asked.questions if q.kind == kind)
        assert max(starts.values()) <= 0.5 * starts.total(), (kind, starts.most_common(1))


def test_key_facts_stand_in_the_gold(asked: Asked) -> None:
    checked = 0
    for question in asked.questions:
        text = ""
        for wordings in question.key_facts:
            if not question.answerable or set(NOT_REPORTED) & set(wordings) or "acties" in " ".join(wordings):
                continue
            text = text or asked.around(question)
            assert any(stands_in(w, text) for w in wordings), (question.id, wordings, text)
            checked += 1
    assert checked > 200


def test_forbidden_facts_do_not_stand_in_the_gold(asked: Asked) -> None:
    for question in asked.questions:
        gold = "\n".join(p.text for p in question.gold.passages)
        assert not [fact for fact in question.forbidden_facts if stands_in(fact, gold)], question.id
        for fact in question.forbidden_facts:
            assert not [w for wordings in question.key_facts for w in wordings if stands_in(fact, w)], question.id


def test_answers_have_gold_and_refusals_a_reason(asked: Asked) -> None:
    reasons = {reason.value for reason in Reason}
    for question in asked.questions:
        if question.answerable:
            assert question.gold.passages, question.id
        else:
            assert question.reasons
            assert set(question.reasons) <= reasons
        years = {d.year for d in asked.truth.documents}
        assert question.year is None or question.year in years


def test_lists_are_complete_by_the_truth(asked: Asked) -> None:
    for question in (q for q in asked.questions if q.kind == "list_by_party"):
        party = max((p for p in asked.truth.parties if p.subject in question.question), key=lambda p: len(p.subject))
        led = [a for a in asked.truth.actions if a.party == party and a.year == question.year]
        assert len(question.items) == len(led) > 1
        for action, item in zip(led, question.items, strict=True):
            assert any(name.casefold() in item.casefold() for name in (action.core.noun, action.core.definite))


def test_conflicts_have_two_documents_and_two_values(asked: Asked) -> None:
    conflicts = [q for q in asked.questions if q.kind == "conflict"]
    assert len(conflicts) >= 5
    for question in conflicts:
        assert len(question.gold.documents) == 2
        assert len(question.key_facts) == 2
        assert not set(question.key_facts[0]) & set(question.key_facts[1])


def test_follow_ups_need_their_history(asked: Asked) -> None:
    for question in asked.questions:
        if question.kind == "follow_up":
            assert [role for role, _ in question.history] == ["user", "assistant"]
            assert len(question.question.split()) <= 8
            told = " ".join(content for _, content in question.history)
            if question.party:
                assert not stands_in(question.party, told), "the history gives the answer away"
        else:
            assert not question.history


def test_plain_wording_shares_few_words_with_the_text(asked: Asked) -> None:
    shares = []
    for line in asked.lines:
        if line["wording"] != "plain" or line["about"] not in {"responsible", "action_status", "list_actions"}:
            continue
        question = {w.casefold().strip("?.,:") for w in line["question"].split() if len(w) > 5}
        question -= {d.casefold() for d in asked.truth.districts} | {"gemeente"}
        text = " ".join(p["text"] for p in line["gold"]["passages"]).casefold()
        shares += [sum(word in text for word in question) / len(question)] if question else []
    assert len(shares) > 10
    assert sum(shares) / len(shares) < 0.15


def test_refused_matters_are_not_in_the_documents(asked: Asked) -> None:
    text = "\n".join(p["text"] for p in asked.printed).casefold()
    by_id = {q.id: q for q in asked.questions}
    for question in by_id.values():
        if question.kind == "refuse_other_year":
            (year,) = [n for n in numbers(question.question) if len(n) == 4]
            assert not stands_in(year, text), question.question
    for action in asked.truth.actions:
        assert action.core.noun.casefold() in text or action.core.definite.casefold() in text


def test_tune_does_not_ask_what_is_kept_for_other_seeds(asked: Asked) -> None:
    """The beginning of a phrasing, up to its first slot, tells whether it was used."""
    known, all_ = asking(unseen=False), asking()
    kept = [
        text.partition("{")[0].strip()
        for kind in all_
        if not isinstance(all_[kind], dict)
        for text in all_[kind][len(known[kind]) :]
    ]
    common = [text for kind in known if not isinstance(known[kind], dict) for text in known[kind]]
    kept = [start for start in kept if len(start) > 12 and not any(text.startswith(start) for text in common)]
    used = sum(question.question.startswith(tuple(kept)) for question in asked.questions)
    assert used == 0 if asked.truth.seed == TUNE else used > 10
