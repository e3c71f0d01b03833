"""The steps as LangChain runnables give what `Assistant.ask` gives."""

from __future__ import annotations

import asyncio

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.runnables import RunnableLambda

from assistant.ask import Assistant
from assistant.chain import PassageRetriever, answer_chain, steps, turns
from assistant.output import text_of
from assistant.types import Speaker, Turn
from corpus.embedding import Embedder
from corpus.index import CurrentIndex
from corpus.types import Filters
from evals.scripted_models import GOOD, scripted_writer

QUESTION = "Wanneer gold de avondklok?"
REFUSED = "Hoe heet de burgemeester van Almere?"


@pytest.fixture(params=["quotes", "model"])
def assistant(request: pytest.FixtureRequest, almere: CurrentIndex, embedder: Embedder) -> Assistant:
    return Assistant(almere, embedder, scripted_writer(GOOD) if request.param == "model" else None)


@pytest.mark.parametrize("question", [QUESTION, REFUSED, "Welke acties zijn er in 2021 op zorg en veiligheid?"])
def test_the_chain_gives_the_reply_of_ask(question: str, assistant: Assistant) -> None:
    reply = answer_chain(assistant).invoke({"question": question})
    assert reply.outcome == assistant.ask(question).outcome
    assert list(reply.timings_ms) == ["interpret", "search", "write", "verify"]


def test_the_steps_stream_one_after_the_other(assistant: Assistant) -> None:
    seen = [list(piece) for piece in steps(assistant).stream({"question": QUESTION})]
    assert [key for keys in seen for key in keys] == ["question", "opened", "interpretation", "hits", "draft", "reply"]


def test_it_composes_and_batches(assistant: Assistant) -> None:
    chain = answer_chain(assistant) | RunnableLambda(text_of)
    first, second = chain.batch([{"question": QUESTION}, {"question": REFUSED}])
    assert "23 januari" in first
    assert "niet in de documenten" in second
    assert asyncio.run(chain.ainvoke({"question": QUESTION})) == first


def test_the_conversation_and_the_filters_are_heard(assistant: Assistant) -> None:
    said = [SystemMessage("x"), HumanMessage("Wat zijn de doelen voor HIC in 2020?"), AIMessage("Niets gevonden.")]
    assert turns(said) == (Turn(Speaker.USER, said[1].text), Turn(Speaker.ASSISTANT, "Niets gevonden."))
    reply = answer_chain(assistant).invoke({"question": "En in 2021?", "history": said})
    assert "straatroven" in text_of(reply)
    only = Filters(document_types=("eindrapportage",))
    reply = answer_chain(assistant).invoke({"question": "Wat gebeurde er met de criminaliteit?", "filters": only})
    assert "Eindrapportage" in " ".join(reply.outcome.searched.documents)


def test_the_retriever_gives_passages_with_their_place(assistant: Assistant) -> None:
    found = PassageRetriever(assistant=assistant, k=3).invoke("jeugdoverlast")
    index = assistant.index.get()
    assert [d.id for d in found] == [h.passage.id for h in assistant.search("jeugdoverlast", 3)]
    for document in found:
        passage = index.by_id[str(document.id)]
        assert document.page_content == passage.text
        assert document.metadata["section_path"] == list(passage.section_path)
        assert "text" not in document.metadata
