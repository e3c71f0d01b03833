"""Hits to a Draft with a language model: it proposes claims with quotes, and what is not proven is asked again once.

The quote writer goes first: what it refuses stays refused, its complete lists and tables stay as they are, and its
answer is shown where the model gives too little or nothing (docs/decisions/0006). So a model can make an answer read
better, and cannot make one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant import patterns, prompts
from assistant.desk import Desk
from assistant.evidence import NEAR_SHARE, PATH_SHARE, Candidate, coverage, fits, stem_set
from assistant.model import Model, NoAnswer
from assistant.own_words import Unproven
from assistant.proposal import proposed
from assistant.quote_writer import answers, named_documents
from assistant.quotes import figures
from assistant.search import about_years, distinct
from assistant.support import Check, support_check, timed
from assistant.types import Draft, DraftClaim, Hit, Interpretation, Language, QuestionKind, Turn
from assistant.understand import Read, made_standalone, parts_of
from assistant.verify import Sources, Supports, cite, examine, sentences_of
from assistant.words import say
from corpus.entailment import load_entailment
from corpus.index import Index
from corpus.instructions import orders_machine
from corpus.types import Grain, Passage

PASSAGES = 8
"""How many passages a model reads; more of them cost time and, in small models, the thread."""

MOST_CLAIMS = 6
LONGEST_PASSAGE = 4_000
CHARACTERS = 2
"""Characters of passages for each token of the prompt's budget; the third is for what else it holds."""

CLOSE = 0.05
"""How much less of the subject than the best claim another may carry; what is beside the point is left out."""

NEARLY = 0.15
"""How much less well than the quotes, as `Desk.score` has it, a shorter wording may answer."""

Ids = Callable[[], str]
"""Gives a new random name for a passage or mark."""


def random_id() -> str:
    """Give a name that no text can foresee."""
    return secrets.token_hex(5)


class ModelWriter:
    """A language model as a writer. Safe to use from several threads."""

    def __init__(self, model: Model, check: Check | None = None, *, ids: Ids = random_id) -> None:
        """Take an open model, the second check of its claims (None: words only), and where random names come from."""
        self.model = model
        self.name = model.name
        self._check = check or support_check("words", model, load_entailment)
        self._ids = ids

    def supports(self, until: float) -> Supports:
        """Give the second check, to be done before a moment; what was judged before is known at any time."""
        return timed(until, self._check)

    def understand(self, asked: Interpretation, history: Sequence[Turn], read: Read, until: float) -> Interpretation:
        """Give a follow-up as the model makes it stand alone, where the plain interpreter agrees."""
        return made_standalone(asked, history, self.model, self._ids, read, until)

    def parts(self, asked: Interpretation, read: Read, until: float) -> tuple[Interpretation, ...]:
        """Give the parts of a question that has several, each to be answered by itself."""
        return parts_of(asked, self.model, self._ids, read, until)

    def write(self, quoted: Draft, asked: Interpretation, hits: Sequence[Hit], index: Index, until: float) -> Draft:
        """Give the model's draft, or the quote writer's where that is better or must stay.

        Args:
            quoted: what the quote writer proposes.
            asked: the question.
            hits: what was found for it, best first.
            index: where the passages stand.
            until: when the model's time is over (`Model.deadline`).
        """
        if not rewritable(quoted, asked, index):
            return quoted
        desk = named_documents(Desk(asked, hits, index))
        offered = self._offered(quoted, desk.hits, index)
        if not offered:
            return quoted
        try:
            claims = self._claims(desk, offered, until)
        except NoAnswer as failure:
            return with_note(
                quoted, say(asked.language, "model_failed", why=say(asked.language, f"model_{failure.why}"))
            )
        claims = to_the_point(claims, quoted, desk)
        if not claims:
            return with_note(quoted, say(asked.language, "model_too_little"))
        return Draft(say(asked.language, "model_lead"), claims, quoted.notes, writer=self.name)

    def _offered(self, quoted: Draft, hits: Sequence[Hit], index: Index) -> Mapping[str, Passage]:
        """Give the passages that the model may read, under random names: first those that the quote writer used."""
        used = [index.by_id[e.passage_id] for claim in quoted.claims for e in claim.evidence]
        found = [hit.passage for hit in distinct([h for h in hits if h.passage.grain is not Grain.SECTION], PASSAGES)]
        chosen: dict[str, Passage] = {}
        room = self.model.settings.prompt_tokens * CHARACTERS
        for passage in dict.fromkeys((*used, *found)):
            if len(chosen) < PASSAGES and len(passage.text) <= min(room, LONGEST_PASSAGE) and readable(passage):
                chosen[self._ids()] = passage
                room -= len(passage.text)
        return chosen

    def _claims(self, desk: Desk, offered: Mapping[str, Passage], until: float) -> tuple[DraftClaim, ...]:
        """Ask for claims, and once more for those that are not proven; give those that are."""
        mark = self._ids()
        messages = self._messages(desk, offered, mark)
        first = self._ask(messages, offered, until)
        good, bad = self._sorted(first, desk.index, until)
        if bad:
            told = "\n".join(f"- {c.text[:200]}: {prompts.FAULTS[u.fault]} ({u.detail})" for c, u in bad)
            again = f"{prompts.AGAIN}\n{prompts.fenced(mark, 'beweringen', told)}"
            try:
                more, _ = self._sorted(self._ask([*messages, ("human", again)], offered, until), desk.index, until)
            except NoAnswer:
                more = []
            good.extend(more)
        return tuple({c.text: c for c in good}.values())[:MOST_CLAIMS]

    def _messages(self, desk: Desk, offered: Mapping[str, Passage], mark: str) -> list[tuple[str, str]]:
        asked = desk.interpretation
        parts = [("vraag", asked.standalone)]
        for name, passage in offered.items():
            title = desk.index.documents[passage.document_id].title
            heading = " > ".join((title, *passage.section_path))
            parts.append((f"passage {name}", f"{heading}\n\n{passage.text}"))
        return prompts.messages(prompts.WRITE + (prompts.PLAIN if asked.plain else ""), mark, parts)

    def _ask(
        self, messages: Sequence[tuple[str, str]], offered: Mapping[str, Passage], until: float
    ) -> list[DraftClaim]:
        value = self.model.ask(messages, prompts.CLAIMS_SCHEMA, until)
        return list(proposed(value, {name: p.id for name, p in offered.items()}))[: 2 * MOST_CLAIMS]

    def _sorted(
        self, claims: Sequence[DraftClaim], index: Index, until: float
    ) -> tuple[list[DraftClaim], list[tuple[DraftClaim, Unproven]]]:
        sources = Sources(index.by_id, index.documents, index.pages)
        good: list[DraftClaim] = []
        bad: list[tuple[DraftClaim, Unproven]] = []
        for claim in claims:
            proof = examine(claim, sources, self.supports(until))
            bad.append((claim, proof)) if isinstance(proof, Unproven) else good.append(claim)
        return good, bad


def rewritable(quoted: Draft, asked: Interpretation, index: Index) -> bool:
    """Tell whether a model may write the answer anew.

    Not a refusal, a complete list, a table, two sources that contradict each other, or what is not in Dutch: the words
    of an English claim do not stand in a Dutch quote, so they could not be checked.
    """
    if quoted.refuse or not quoted.claims or quoted.complete or quoted.notes or asked.language is not Language.DUTCH:
        return False
    return not any(index.by_id[e.passage_id].cells for claim in quoted.claims for e in claim.evidence)


def readable(passage: Passage) -> bool:
    """Tell whether a model may read a passage: no table, whose columns it would lose, and no orders to machines."""
    if passage.cells or "\t" in passage.text:
        return False
    return not any(orders_machine(passage.text[start:end]) for start, end in sentences_of(passage))


def with_note(draft: Draft, note: str) -> Draft:
    """Add a line that is said below the answer."""
    return replace(draft, notes=(*draft.notes, note))


def to_the_point(claims: Sequence[DraftClaim], quoted: Draft, desk: Desk) -> tuple[DraftClaim, ...]:
    """Give the claims that are about the subject and the right time, if they answer as well as the quotes."""
    asked = desk.interpretation
    told = [c for claim in quoted.claims if (c := _candidate(claim, desk))]
    newest = 0 if asked.years else max((_year(c) for c in told), default=0)
    of_year = any(set(asked.years) & set(c.hit.passage.years) for c in told)
    found = [
        (claim, c)
        for claim in claims
        if (c := _candidate(claim, desk))
        and answers(c, asked)
        and _year(c, default=newest) >= newest
        and (not of_year or set(asked.years) & set(c.hit.passage.years))
    ]
    best = max((c for _, c in found), key=desk.score, default=None)
    if best is None or desk.score(best) < max(map(desk.score, told), default=0.0) - NEARLY:
        return ()
    documents = {c.hit.document.id for c in (best, *told)}
    kept = [
        (claim, c)
        for claim, c in found
        if c.coverage >= best.coverage - CLOSE and c.own >= best.own - CLOSE and c.hit.document.id in documents
    ]
    if told and (given := figures(told[0].text)) and not any(given & figures(c.text) for _, c in kept):
        return ()  # the number that the quotes give may be the answer
    if asked.kind is QuestionKind.DEFINITION and _defines(told) and not _defines([c for _, c in kept]):
        return ()
    return tuple(claim for claim, _ in kept)


def _year(c: Candidate, default: int = 0) -> int:
    return max(c.hit.passage.years, default=default)


def _defines(candidates: Sequence[Candidate]) -> bool:
    return any(patterns.DEFINES.search(c.text) for c in candidates)


def _candidate(claim: DraftClaim, desk: Desk) -> Candidate | None:
    """Give a claim as the sentence that the quote writer would weigh, or None where it is not about the years asked."""
    index, asked = desk.index, desk.interpretation
    evidence = claim.evidence[0]
    passage = index.by_id[evidence.passage_id]
    if asked.years and not about_years(passage, asked.years):
        return None
    citation = cite(evidence, Sources(index.by_id, index.documents, index.pages))
    if citation is None:
        return None
    compounds = index.lexical.compounds
    document = index.documents[passage.document_id]
    heading = stem_set(" ".join((document.title, *passage.section_path)), compounds)
    said, around = stem_set(claim.text, compounds), stem_set(passage.text, compounds)
    share, missing = coverage(desk.terms, (said, 1.0), (heading, PATH_SHARE), (around, NEAR_SHARE))
    own, _ = coverage(desk.terms, (said, 1.0))
    hit = next((h for h in desk.hits if h.passage.id == passage.id), Hit(passage, document, None, None, 0.0))
    start = passage.text.find(citation.sentence)
    return Candidate(
        hit,
        claim.text,
        (citation.quote,),
        start,
        start + len(citation.sentence),
        share,
        own,
        fits(asked, claim.text),
        missing,
    )
