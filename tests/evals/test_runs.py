"""Runs, baselines and reports: every question has an outcome, nothing is NaN, and trivial systems are caught."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.embedding import Embedder
from corpus.errors import ReadError, SettingsError
from corpus.lexical import LexicalIndex
from corpus.settings import ROOT
from evals import answers, baselines, report, retrieval, statistics, terminal
from evals.__main__ import main
from evals.facts import is_same_item
from evals.outcomes import Outcome, by_kind, means, refusals, totals, worst
from evals.plots import draw
from evals.questions import GoldPassage, Question, question_of, read_questions
from evals.readability import own_text, reading_ease, syllables
from evals.remember import remembered
from evals.retrieval import Found
from evals.run import select
from evals.sources import readings, source_files
from evals.worlds import World, part, world

DOCUMENTS = ROOT / "corpus" / "documents"
QUESTIONS = read_questions(ROOT / "evals" / "almere" / "questions.jsonl")
FILES = {path.name: path.name for path in DOCUMENTS.iterdir()}


def run(ask: answers.Ask, questions: Sequence[Question] = QUESTIONS, system: str = "proef") -> list[Outcome]:
    return answers.run(questions, ask, system=system, world="almere", documents=DOCUMENTS, files=FILES)


def oracle(question: Question) -> dict[str, Any]:
    """Answer from the gold, in the JSON of the assistant; what no document says, it says itself."""
    own = " ".join(fact[0] for fact in question.key_facts)
    if not question.answerable:
        reason = question.reasons[0] if question.reasons else "off_topic"
        return {"status": question.status[0], "reason": reason, "text": f"Dat staat er niet. {own}"}
    claims = [quoted(passage.text, passage) for passage in question.gold.passages]
    if question.items:
        claims = [quoted(item, place_of(item, question)) for item in question.items]
    if question.party:
        claims[0]["text"] += f" {question.party}"
    return {"status": "answered", "reason": None, "text": own, "claims": claims, "notes": []}


def place_of(item: str, question: Question) -> GoldPassage:
    return next((p for p in question.gold.passages if is_same_item(item, p.text)), question.gold.passages[0])


def quoted(text: str, passage: GoldPassage) -> dict[str, Any]:
    citation = {"passage_id": "x", "document_id": passage.document, "page": passage.page}
    return {"text": text, "citations": [citation | {"quote": passage.text, "sentence": passage.text}]}


def page_one(_question: Question) -> list[Found]:
    path = DOCUMENTS / "samenvatting-burgerparticipatie.md"
    return [Found(path.name, 1, readings(path)[0][0])]


def texts_of_the_corpus() -> list[Found]:
    found = []
    for path in sorted(DOCUMENTS.glob("*.md")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found.extend(Found(path.name, 1, line.lstrip("-0123456789. ")) for line in lines if len(line) > 20)
    return found


def best_line(question: Question) -> list[Found]:
    lines = texts_of_the_corpus()
    scores = baselines.plain_bm25([line.text for line in lines])(retrieval.asked(question))
    return [lines[row] for row in np.argsort(-scores, kind="stable")[:20]]


def test_an_oracle_is_right_on_the_whole_hand_written_set() -> None:
    outcomes = run(oracle)
    assert [(o.question.id, dict(o.measures)) for o in outcomes if not o.correct] == []


def test_a_parrot_of_page_one_is_caught() -> None:
    found = means(run(baselines.parrot(page_one)))
    assert (found["quotes"].value or 0) > 0.95
    assert (found["correct"].value or 0) < 0.05
    assert (found["focus"].value or 0) < 0.1


def test_faults_are_counted_over_all_answers() -> None:
    def faulty(question: Question) -> dict[str, Any]:
        answer = oracle(question)
        for claim in answer["claims"]:
            claim["citations"][0]["quote"] = "Dit staat er niet."
            claim["citations"].append(claim["citations"][0] | {"document_id": "weg.md"})
        return answer

    questions = [q for q in QUESTIONS if q.answerable][:5]
    right, wrong = totals(run(oracle, questions)), totals(run(faulty, questions))
    assert right["claims"] == right["citations"] > 0
    assert right["unresolved"] == right["not_verbatim"] == right["other_year"] == 0
    assert wrong["not_verbatim"] == wrong["citations"] == 2 * wrong["unresolved"] == 2 * right["citations"]


def test_a_system_that_always_answers_refuses_nothing_rightly() -> None:
    outcomes = run(baselines.parrot(best_line))
    found = {name: means(rows)["correct"].value or 0 for name, rows in by_kind(outcomes).items()}
    assert 0.1 < found["answerable"] < 0.8
    assert found["to refuse"] == 0
    assert sum(row["missed"] for row in refusals(outcomes).values()) == sum(not q.answerable for q in QUESTIONS)


def test_a_system_that_always_refuses_answers_nothing_rightly() -> None:
    outcomes = run(lambda _q: {"status": "refused", "reason": "not_in_documents", "text": "Nee."})
    found = by_kind(outcomes)
    strictly = [o for o in found["answerable"] if o.question.status == ("answered",)]
    assert means(strictly)["correct"].value == 0
    assert refusals(outcomes)["not_in_documents"]["false"] == len(strictly)


def broken(_question: Question) -> Mapping[str, Any]:
    raise RuntimeError("kapot")


def test_a_crash_is_an_outcome_and_never_nan(tmp_path: Path) -> None:
    outcomes = run(broken)
    assert len(outcomes) == len(QUESTIONS)
    assert {o.error for o in outcomes} == {"RuntimeError: kapot"}
    assert means(outcomes)["correct"].value == 0
    content = report.result(outcomes, {})
    report.write_json(tmp_path / "a.json", content)
    read = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in read["outcomes"]] == [q.id for q in QUESTIONS]
    assert read["figures"][0]["failures"] == len(QUESTIONS)


def test_nan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        report.write_json(tmp_path / "a.json", {"x": float("nan")})


def test_finding_the_gold_scores_one_and_something_else_zero() -> None:
    def gold(question: Question) -> list[Found]:
        return [Found(p.document, p.page, p.text) for p in question.gold.passages]

    right = retrieval.run(QUESTIONS, gold, system="goud", world="almere")
    assert {value.value for name, value in means(right).items() if name in {"recall@20", "nDCG@10", "MRR@10"}} == {1.0}
    wrong = retrieval.run(QUESTIONS, lambda _q: [Found("x.md", 1, "niets")], system="fout", world="almere")
    assert {value.value for value in means(wrong).values()} == {0.0}
    assert len(right) == sum(q.answerable and bool(q.gold.passages) for q in QUESTIONS)


def test_short_gold_is_found_as_a_whole_word_on_its_page_only() -> None:
    gold = {"passages": [{"document": "a.pdf", "page": 3, "text": "55"}]}
    question = question_of({"id": "q", "kind": "number", "question": "Hoeveel?", "key_facts": [["55"]], "gold": gold})
    hits = {"55": True, "het zijn er 55.": True, "het zijn er 155.": False, "niets": False}
    assert {text: bool(retrieval.covers(question, Found("a.pdf", 3, text))) for text in hits} == hits
    assert not retrieval.covers(question, Found("a.pdf", 4, "het zijn er 55."))


def beir(folder: Path) -> Path:
    texts = {
        "d1": "Toezicht met camera's op het plein",
        "d2": "Subsidie voor sloten tegen inbraak",
        "d3": "Zwemles voor kinderen",
    }
    (folder / "qrels").mkdir(parents=True)
    lines = [json.dumps({"_id": i, "title": "", "text": t}) for i, t in texts.items()]
    (folder / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "queries.jsonl").write_text(json.dumps({"_id": "q1", "text": "cameratoezicht"}), encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td3\t0\n", encoding="utf-8")
    return folder


def test_a_beir_folder_is_read_and_scored(tmp_path: Path, embedder: Embedder) -> None:
    judged = retrieval.read_beir(beir(tmp_path / "set"))
    assert judged.judged == {"q1": {"d1": 1.0}}
    texts = list(judged.texts.values())
    score = retrieval.hybrid(embedder.passages(texts), LexicalIndex.build(texts), embedder)
    assert retrieval.score_beir(judged, score)["q1"]["MRR@10"] == 1.0


@pytest.mark.parametrize("missing", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_an_incomplete_beir_folder_is_one_clear_error(tmp_path: Path, missing: str) -> None:
    folder = beir(tmp_path / "set")
    (folder / missing).unlink()
    with pytest.raises(ReadError, match="BEIR"):
        retrieval.read_beir(folder)


def test_plain_bm25_agrees_with_rank_bm25() -> None:
    rank_bm25 = pytest.importorskip("rank_bm25")
    lines = [line.text for line in texts_of_the_corpus()]
    ours = baselines.plain_bm25(lines)
    theirs = rank_bm25.BM25Okapi([baselines.words(line) for line in lines])
    query = "hoeveel hennepkwekerijen zijn er in 2022 geruimd?"
    assert int(np.argmax(ours(query))) == int(np.argmax(theirs.get_scores(baselines.words(query))))


def test_rank_fusion_prefers_what_both_found() -> None:
    first = lambda _q: np.array([3.0, 2.0, 1.0], dtype=np.float32)  # noqa: E731
    second = lambda _q: np.array([0.0, 2.0, 1.0], dtype=np.float32)  # noqa: E731
    assert int(np.argmax(baselines.reciprocal_rank_fusion([first, second])("x"))) == 1


def test_intervals_hold_their_mean_and_narrow_with_more() -> None:
    few, many = statistics.mean([0.0, 1.0] * 10), statistics.mean([0.0, 1.0] * 1000)
    assert few == statistics.mean([0.0, 1.0] * 10)
    for found in (few, many):
        assert found.low is not None
        assert found.high is not None
        assert found.low <= (found.value or 0) <= found.high
    assert (many.high or 0) - (many.low or 0) < (few.high or 0) - (few.low or 0)
    assert statistics.mean([]) == statistics.Mean(None, None, None, 0)
    assert statistics.percentile([1, 2, 3, 4], 0.5) == 2
    assert statistics.percentile([], 0.5) is None


def test_plain_dutch_is_easier_than_officialese() -> None:
    plain = reading_ease("De raad krijgt elk half jaar een verslag. Daarin staat wat er is gedaan.")
    hard = reading_ease(
        "Informatiegestuurde beleidsverantwoording geschiedt middels halfjaarlijkse voortgangsrapportage."
    )
    assert plain is not None
    assert hard is not None
    assert plain > 80 > 40 > hard
    assert reading_ease("12, 13!") is None
    assert syllables("veiligheid") == 3
    assert (
        own_text("In het plan staat: Wij gaan ‘x’ doen. [1]", ("Wij gaan ‘x’ doen.",)).split()
        == "In het plan staat:".split()
    )


def test_what_got_better_and_worse_is_told() -> None:
    first = run(oracle, QUESTIONS[:3])
    old = {"outcomes": [o.to_json() for o in (first[0], replace(first[1], measures={"correct": 0.0}))]}
    new = [replace(first[0], measures={"correct": 0.0}), *first[1:]]
    lines = terminal.compare(old, new)
    assert lines[0] == "beter: 1"
    assert QUESTIONS[1].id in lines[1]
    assert lines[2] == "slechter: 1"
    assert QUESTIONS[0].id in lines[3]
    assert lines[-1].endswith("1")


def test_the_reports_show_every_kind_and_the_worst(tmp_path: Path) -> None:
    outcomes = run(baselines.parrot(best_line)) + run(oracle, system="orakel")
    ours = [o for o in outcomes if o.system == "proef"]
    table = terminal.table(ours)
    assert all(q.kind in table for q in QUESTIONS)
    bad = worst(ours, 10)
    assert len(bad) == 10
    text = report.markdown(outcomes, {})
    assert all(o.question.question in text for o in bad)
    assert "orakel" in text
    assert "verwacht:" in terminal.wrong(bad[0])
    assert [path.stat().st_size > 0 for path in draw(outcomes, tmp_path)] == [True, True, True]


def test_questions_are_chosen_by_kind_wording_or_id() -> None:
    assert {q.kind for q in select(QUESTIONS, ["date"], None)} == {"date"}
    assert {q.wording for q in select(QUESTIONS, ["english"], None)} == {"english"}
    assert [q.id for q in select(QUESTIONS, ["almere-003"], None)] == ["almere-003"]
    spread = select(QUESTIONS, [], 40)
    assert len(spread) == 40
    assert len({q.kind for q in spread}) > 15


def test_vectors_are_made_once(tmp_path: Path) -> None:
    made = []

    def make(texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        made.append(tuple(texts))
        return np.ones((len(texts), 2), dtype=np.float32)

    for texts in (["a", "b"], ["a", "b"], ["ab"]):
        assert remembered(tmp_path, "model", texts, make).shape == (len(texts), 2)
    assert made == [("a", "b"), ("ab",)]


def test_the_almere_world_leaves_out_what_was_downloaded(tmp_path: Path) -> None:
    almere = world("almere", cache=tmp_path)
    assert {p.name for p in almere.documents.iterdir()} == {p.name for p in DOCUMENTS.iterdir()}
    assert sorted(p.name for p in almere.corpus.iterdir()) == ["documents", "manifest.toml"]
    (almere.documents / "vreemd.md").write_text("x", encoding="utf-8")
    assert not (world("almere", cache=tmp_path).documents / "vreemd.md").exists()


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Path]:
    cache = tmp_path_factory.mktemp("werelden")
    return world("77", cache=cache), cache


def test_a_practice_world_is_written_once(practice: tuple[World, Path]) -> None:
    first, cache = practice
    stamp = first.corpus.stat().st_mtime_ns
    assert world("77", cache=cache).corpus.stat().st_mtime_ns == stamp
    assert len(first.questions) >= 200


def test_the_gold_of_a_practice_world_stands_in_its_documents(practice: tuple[World, Path]) -> None:
    sources = source_files(practice[0].documents)
    gold = [(q.id, p) for q in practice[0].questions for p in q.gold.passages]
    assert [(i, p) for i, p in gold if not sources.holds(p.text, p.document, p.page)] == []


def test_an_oracle_is_right_on_a_whole_practice_world(practice: tuple[World, Path]) -> None:
    documents = practice[0].documents
    files = {path.name: path.name for path in documents.iterdir()}
    outcomes = answers.run(practice[0].questions, oracle, system="orakel", world="77", documents=documents, files=files)
    assert [(o.question.id, dict(o.measures)) for o in outcomes if not o.correct] == []


def test_a_part_of_a_world_asks_only_what_it_can_answer(practice: tuple[World, Path]) -> None:
    whole, cache = practice
    files = sorted(p.name for p in whole.documents.iterdir())[:3]
    some = part(whole, files, cache=cache)
    assert sorted(p.name for p in some.documents.iterdir()) == files
    assert 0 < len(some.questions) < len(whole.questions)
    assert all(set(q.gold.documents) <= set(files) for q in some.questions)


def test_an_unknown_world_is_one_clear_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SettingsError, match="almere"):
        world("utrecht", cache=tmp_path)


def test_the_practice_command_writes_documents_and_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["practice", "--seed", "5", "--out", str(tmp_path / "uit")]) == 0
    assert "uit" in capsys.readouterr().out
    assert len(read_questions(tmp_path / "uit" / "questions.jsonl")) >= 200


def test_a_wrong_comparison_file_is_one_line_and_exit_code_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["answers", "--compare", str(tmp_path / "weg.json")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
