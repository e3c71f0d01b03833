"""The steps of an answer as LangChain runnables, for use from LangChain code: they compose, batch and stream.

    answers = answer_chain(open_assistant(os.environ))
    reply = answers.invoke({"question": "Wanneer is het actieplan vastgesteld?"})

`steps` gives what each step makes as it comes; `PassageRetriever` gives passages as LangChain documents.
`Assistant.ask` does the same without LangChain: these runnables call its methods, and verify as it does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.messages import BaseMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from assistant.ask import Assistant, Clock
from assistant.output import hit_json
from assistant.types import Answer, Draft, Hit, Interpretation, Refusal, Reply, Speaker, Turn
from corpus.index import Index
from corpus.types import Filters


class Question(TypedDict):
    """What goes in: a question, and where there are any, the earlier messages and what the user chose."""

    question: str
    history: NotRequired[Sequence[BaseMessage]]
    filters: NotRequired[Filters]


@dataclass(frozen=True, slots=True)
class Opened:
    """What holds for all steps of one question: the generation, the model's time, and the clock."""

    index: Index
    until: float
    clock: Clock


class Steps(Question):
    """What comes out, one key after the other."""

    opened: Opened
    interpretation: Interpretation
    hits: tuple[Hit, ...]
    draft: Draft
    reply: Reply


def steps(assistant: Assistant) -> Runnable[Question, Steps]:
    """Give the steps in order; `stream` gives {"interpretation": ...}, {"hits": ...} and so on to {"reply": ...}."""

    def opened(_asked: Question) -> Opened:
        return Opened(assistant.index.get(), assistant.deadline(), Clock())

    def interpreted(asked: Steps) -> Interpretation:
        held = asked["opened"]
        held.clock.step("interpret")
        history, filters = turns(asked.get("history", ())), asked.get("filters", Filters())
        return assistant.interpret(asked["question"], history, filters, index=held.index, until=held.until)

    def found(asked: Steps) -> tuple[Hit, ...]:
        asked["opened"].clock.step("search")
        return assistant.find(asked["interpretation"], index=asked["opened"].index)

    def written(asked: Steps) -> Draft:
        held = asked["opened"]
        held.clock.step("write")
        return assistant.write(asked["interpretation"], asked["hits"], index=held.index, until=held.until)

    def verified(asked: Steps) -> Reply:
        held = asked["opened"]
        held.clock.step("verify")
        outcome: Answer | Refusal = assistant.verify(asked["interpretation"], asked["draft"], index=held.index)
        return Reply(outcome, held.clock.end())

    chain: Runnable[Any, Any] = RunnablePassthrough()
    each: Sequence[tuple[str, str, Callable[[Any], Any]]] = (
        ("opened", "open", opened),
        ("interpretation", "interpret", interpreted),
        ("hits", "search", found),
        ("draft", "write", written),
        ("reply", "verify", verified),
    )
    for key, name, step in each:
        chain = chain | RunnablePassthrough.assign(**{key: RunnableLambda(step, name=name)})
    return chain


def answer_chain(assistant: Assistant) -> Runnable[Question, Reply]:
    """Give a chain from a question to the same reply that `Assistant.ask` gives."""
    chain: Runnable[Any, Any] = steps(assistant)
    return chain | RunnableLambda(lambda made: made["reply"], name="reply")


class PassageRetriever(BaseRetriever):
    """Finds the `k` best passages as LangChain documents.

    `page_content` is the passage's text, `id` its id; the metadata is that of a hit in JSON (`output.hit_json`):
    document, title, file, pages, section path, ranks and score.
    """

    assistant: Any
    k: int = 8
    filters: Filters = Filters()

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        found: list[Document] = []
        for hit in self.assistant.search(query, self.k, self.filters):
            metadata = hit_json(hit)
            found.append(Document(id=metadata["passage_id"], page_content=metadata.pop("text"), metadata=metadata))
        return found


def turns(messages: Sequence[BaseMessage]) -> tuple[Turn, ...]:
    """Give a conversation's messages as turns; what is said by neither side (a system message) is left out."""
    speakers = {"human": Speaker.USER, "ai": Speaker.ASSISTANT}
    return tuple(Turn(speakers[m.type], m.text) for m in messages if m.type in speakers)
