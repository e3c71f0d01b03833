"""The assistant as a system under test: the same objects and JSON that its commands use, with models loaded once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assistant import search
from assistant.ask import Assistant
from assistant.interpret import interpret
from assistant.output import answer_json
from assistant.types import Hit, Speaker, Turn
from corpus.types import Filters
from evals.questions import Question
from evals.retrieval import DEPTH, Find, Found, Score, asked
from evals.worlds import World

NAME = "beleidswijzer"


class Ours:
    """An assistant over one world."""

    def __init__(self, assistant: Assistant, chosen: World) -> None:
        """Take an assistant whose index is that of the world."""
        self.assistant = assistant
        index = assistant.index.get()
        self.index = index
        self.generation = index.generation
        self.files: Mapping[str, str] = {key: file_of(d.file, chosen) for key, d in index.documents.items()}
        self._world = chosen

    def ask(self, question: Question) -> Mapping[str, Any]:
        """Give the JSON of the assistant's answer."""
        return answer_json(self.assistant.ask(question.question, turns(question)), identity=question.id)

    def find(self, question: Question) -> Sequence[Found]:
        """Give the assistant's hits; a question to which it would refuse an answer is searched too."""
        index = self.assistant.index.get()
        catalog = self.assistant.catalog(index)
        understood = interpret(
            question.question, turns(question), catalog, filters=Filters(), correct=index.lexical.correct
        )
        hits = search.search(understood, index, self.assistant.embedder, DEPTH)
        return [self._found(hit) for hit in hits]

    def find_by(self, score: Score) -> Find:
        """Give a finder that ranks our passages by another score, and leaves out overlapping ones as ours does."""
        index = self.index

        def find(question: Question) -> list[Found]:
            scores = score(asked(question))
            hits = [
                Hit(
                    index.passages[row],
                    index.documents[index.passages[row].document_id],
                    None,
                    None,
                    float(scores[row]),
                )
                for row in np.argsort(-scores, kind="stable")[: search.CANDIDATES]
            ]
            return [self._found(hit) for hit in search.distinct(hits, DEPTH)]

        return find

    def _found(self, hit: Hit) -> Found:
        return Found(file_of(hit.document.file, self._world), hit.passage.page, hit.passage.text)


def turns(question: Question) -> tuple[Turn, ...]:
    """Give the conversation before the question."""
    return tuple(Turn(Speaker(role), content) for role, content in question.history)


def file_of(file: str, chosen: World) -> str:
    """Give a document's file as the questions name it: below the documents folder, not the corpus folder."""
    below = chosen.documents.relative_to(chosen.corpus).as_posix()
    return file.removeprefix(f"{below}/")
