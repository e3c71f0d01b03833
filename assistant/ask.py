"""The whole story: `Assistant.ask` takes a question and gives a checked answer, or a refusal that says why."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from itertools import pairwise

from assistant import quote_writer, search
from assistant.catalog import Catalog, catalog_of
from assistant.interpret import interpret
from assistant.model import open_model
from assistant.model_settings import read_model_settings
from assistant.model_writer import ModelWriter
from assistant.refusals import refusal_text
from assistant.restrictions import Restriction, without
from assistant.sources import cited_documents, source_notes
from assistant.support import support_check
from assistant.types import QUOTES, Answer, Draft, Hit, Interpretation, Reason, Refusal, Reply, Turn
from assistant.verify import Provenance, Sources, verify, words_only
from assistant.words import say
from corpus.embedding import Embedder, load_embedder
from corpus.entailment import load_entailment
from corpus.index import CurrentIndex, Index
from corpus.settings import read_settings
from corpus.types import Filters

NO_FILTERS = Filters()


class Assistant:
    """The open index, the loaded model, and what the documents are about. Safe to use from several threads."""

    def __init__(self, index: CurrentIndex, embedder: Embedder, writer: ModelWriter | None = None) -> None:
        """Keep an index, the model that made it, and the language model that writes, where there is one."""
        self.index = index
        self.embedder = embedder
        self.writer = writer
        self._catalog: tuple[str, Catalog] | None = None

    def ask(
        self,
        question: str,
        history: tuple[Turn, ...] = (),
        filters: Filters = NO_FILTERS,
        *,
        ignored: Set[Restriction] = frozenset(),
        on_step: Callable[[str], None] | None = None,
    ) -> Reply:
        """Answer a question in the light of the earlier turns.

        Args:
            question: as typed.
            history: earlier turns, oldest first.
            filters: what the user chose.
            ignored: what the question was understood to be limited to and should not be, says the user.
            on_step: is told the name of each step as it begins: interpret, search, write, verify.

        Raises:
            IndexMissing, IndexUnusable: there is no index to answer from.
        """
        clock = Clock(on_step)
        clock.step("interpret")
        index, until = self.index.get(), self.deadline()
        asked = without(self.interpret(question, history, filters, index=index, until=until), ignored)
        clock.step("search")
        hits = self.find(asked, index=index)
        clock.step("write")
        draft = self.write(asked, hits, index=index, until=until)
        clock.step("verify")
        outcome = self.verify(asked, draft, index=index)
        return Reply(outcome, clock.end())

    def answers_by_itself(self, question: str) -> bool:
        """Tell whether the quotes alone answer a question that stands alone; no language model is asked."""
        self.catalog(self.index.get())  # gathered once and kept, not again for every question
        quoting = Assistant(self.index, self.embedder)
        quoting._catalog = self._catalog
        return isinstance(quoting.ask(question).outcome, Answer)

    def deadline(self) -> float:
        """Give the moment by which a language model must have done its part for a question that is asked now."""
        return self.writer.model.deadline() if self.writer else 0.0

    def interpret(
        self, question: str, history: tuple[Turn, ...], filters: Filters, *, index: Index, until: float
    ) -> Interpretation:
        """Read a question in the light of the earlier turns."""
        asked = self.read(question, history, filters, index=index)
        if self.writer is None:
            return asked
        return self.writer.understand(asked, history, partial(self.read, filters=filters, index=index), until)

    def read(
        self, question: str, history: tuple[Turn, ...] = (), filters: Filters = NO_FILTERS, *, index: Index
    ) -> Interpretation:
        """Read a question without a language model."""
        lexical, catalog = index.lexical, self.catalog(index)
        return interpret(question, history, catalog, filters=filters, correct=lexical.correct, known=lexical.knows)

    def find(self, asked: Interpretation, *, index: Index) -> tuple[Hit, ...]:
        """Find every passage that may hold the answer, best first; none where the question itself is refused."""
        return () if asked.refuse else search.candidates(asked, index, self.embedder)

    def write(self, asked: Interpretation, hits: tuple[Hit, ...], *, index: Index, until: float) -> Draft:
        """Propose an answer: in the documents' sentences, and in a language model's where there is one."""
        if asked.refuse:
            return Draft(lead="", claims=(), refuse=asked.refuse, detail=asked.detail)
        quoted = quote_writer.write(asked, hits, index)
        if self.writer is None:
            return quoted
        read = partial(self.read, filters=asked.filters, index=index)
        whole = quoted.complete or quoted.refuse not in {None, Reason.NOT_IN_DOCUMENTS}
        parts = () if whole else self.writer.parts(asked, read, until)
        drafts = [self._written(part, self.find(part, index=index), index, until) for part in parts]
        if any(draft.claims for draft in drafts):
            return in_parts(asked, parts, drafts)
        return self.writer.write(quoted, asked, hits, index, until)

    def _written(self, part: Interpretation, hits: tuple[Hit, ...], index: Index, until: float) -> Draft:
        quoted = quote_writer.write(part, hits, index)
        return self.writer.write(quoted, part, hits, index, until) if self.writer else quoted

    def verify(self, asked: Interpretation, draft: Draft, *, index: Index) -> Answer | Refusal:
        """Give what of a draft is proven, with what must be said about its sources."""
        sources = Sources(index.by_id, index.documents, index.pages)
        about = Provenance(asked, search.searched(asked, index), draft.writer, index.generation)
        words = partial(refusal_text, catalog=self.catalog(index))
        supports = self.writer.supports(0.0) if self.writer else words_only  # all was judged while writing
        outcome = verify(draft, sources, about, words, supports=supports)
        return with_notes(outcome) if isinstance(outcome, Answer) else outcome

    def search(self, question: str, k: int, filters: Filters = NO_FILTERS) -> tuple[Hit, ...]:
        """Find the `k` best passages for a question that stands alone."""
        index = self.index.get()
        asked = self.read(question, (), filters, index=index)
        return search.search(asked, index, self.embedder, k)

    def catalog(self, index: Index) -> Catalog:
        """Give what the documents of a generation are about; gathered once for each."""
        if self._catalog is None or self._catalog[0] != index.generation:
            self._catalog = (index.generation, catalog_of(index.documents.values(), index.passages, index.register))
        return self._catalog[1]


def in_parts(asked: Interpretation, parts: Sequence[Interpretation], drafts: Sequence[Draft]) -> Draft:
    """Put the answers to the parts of a question under each other, each below its part; say which part has none."""
    claims = [
        replace(claim, group=part.standalone)
        for part, draft in zip(parts, drafts, strict=True)
        for claim in draft.claims
        if not draft.refuse
    ]
    missing = [
        say(asked.language, "part_missing", part=part.standalone)
        for part, draft in zip(parts, drafts, strict=True)
        if draft.refuse or not draft.claims
    ]
    notes = [note for draft in drafts for note in draft.notes]
    writer = next((d.writer for d in drafts if d.writer != QUOTES), QUOTES)
    return Draft(say(asked.language, "parts"), tuple(claims), (*missing, *notes), writer=writer)


def with_notes(answer: Answer) -> Answer:
    """Add what must be said about the sources and about how the question was read."""
    asked = answer.interpretation
    notes = list(answer.notes)
    if asked.corrections:
        pairs = ", ".join(f"{wrong} → {right}" for wrong, right in asked.corrections)
        notes.append(say(asked.language, "corrected", pairs=pairs))
    if asked.standalone != asked.question and not (asked.plain and asked.standalone in asked.question):
        notes.append(say(asked.language, "understood", question=asked.standalone))
    if answer.writer != QUOTES:
        notes.append(say(asked.language, "model_wrote", name=answer.writer))
    if asked.plain and answer.writer == QUOTES:
        notes.append(say(asked.language, "plain_quotes"))
    if any("OCR" in caution for c in answer.claims for x in c.citations for caution in x.passage.cautions):
        notes.append(say(asked.language, "ocr"))
    notes.extend(source_notes(cited_documents(answer), asked.language))
    return replace(answer, notes=tuple(dict.fromkeys(notes)))


class Clock:
    """Times the steps of one question, in milliseconds, and tells of each as it begins."""

    def __init__(self, on_step: Callable[[str], None] | None = None) -> None:
        """Take who wants to know of the steps."""
        self._tell = on_step or (lambda _name: None)
        self._began: list[tuple[str, float]] = []

    def step(self, name: str) -> None:
        """Begin a step; the one before it has ended."""
        self._began.append((name, time.perf_counter()))
        self._tell(name)

    def end(self) -> dict[str, float]:
        """End the last step and give the time of each."""
        marks = [*self._began, ("", time.perf_counter())]
        return {name: round((after - at) * 1000, 1) for (name, at), (_, after) in pairwise(marks)}


def open_writer(environ: Mapping[str, str]) -> ModelWriter | None:
    """Open the language model that the settings name (CHAT_MODEL), with the second check of what it writes.

    Raises:
        SettingsError, ModelError: the model or the check cannot be used.
    """
    settings = read_model_settings(environ)
    if settings is None:
        return None
    model = open_model(settings)
    return ModelWriter(model, support_check(settings.support, model, load_entailment))


def open_assistant(environ: Mapping[str, str]) -> Assistant:
    """Load the models and open the index that the settings name.

    Raises:
        SettingsError, ModelError, IndexMissing, IndexUnusable: one of them cannot be used.
    """
    settings = read_settings(environ)
    writer = open_writer(environ)
    embedder = load_embedder(settings)
    return Assistant(CurrentIndex(settings, embedder.fingerprint), embedder, writer)
