"""Chat models that are written out instead of trained, to measure the code around a model without one.

`GoodModel` does what it is asked as well as plain rules can: it picks the sentences that answer and shortens them.
`Traitor` obeys every instruction it sees in a question or passage, and cheats with its citations in every way it can.
Both are real LangChain chat models: they get the prompts that any model gets, and their answers go the same way.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from assistant.model import Model
from assistant.model_settings import ModelSettings
from assistant.model_writer import ModelWriter
from assistant.support import support_check
from corpus.entailment import load_entailment
from evals.facts import content, negated

GOOD, TRAITOR = "scripted:good", "scripted:traitor"
FENCE = re.compile(r"^=== (\w+) begin (?P<name>.*)\n(?P<text>(?s:.*?))\n=== \1 einde", re.MULTILINE)
SENTENCE = re.compile(r"[^\n]+?(?:[.!?…](?=\s|$)|(?=\n|$))")
PATIENT = 60.0  # seconds: what is measured here is what is written, on a machine that may be busy


class Scripted(BaseChatModel):
    """A chat model that answers by rules; a subclass gives the answer to each kind of prompt."""

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ANN401 - LangChain's own signature
    ) -> ChatResult:
        system, texts = messages[0].text, [m.text for m in messages[1:]]
        answer = json.dumps(self.answer(system, texts), ensure_ascii=False)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(answer))])

    def answer(self, system: str, texts: Sequence[str]) -> object:
        """Give the JSON value of the answer."""
        blocks = [(m["name"], m["text"]) for text in texts for m in FENCE.finditer(text)]
        if '"volgt"' in system:
            return {"volgt": self.judged(dict(blocks))}
        if '"questions"' in system:
            return {"questions": self.parts(dict(blocks))}
        if '"question"' in system:
            return {"question": self.standalone(blocks)}
        return {"claims": list(self.claims(system, blocks))}

    def claims(self, system: str, blocks: Sequence[tuple[str, str]]) -> Iterable[dict[str, Any]]:
        """Give the claims that answer the question among the blocks."""
        raise NotImplementedError

    def standalone(self, blocks: Sequence[tuple[str, str]]) -> str:
        """Give the question without its conversation."""
        raise NotImplementedError

    def parts(self, blocks: dict[str, str]) -> list[str]:
        """Give the parts of a question."""
        raise NotImplementedError

    def judged(self, blocks: dict[str, str]) -> bool:
        """Tell whether the claim follows from the source."""
        raise NotImplementedError


def claim(text: str, *quotes: tuple[str, str]) -> dict[str, Any]:
    """Give a claim as a model writes it: its text, and (passage name, quote) for each citation."""
    return {"text": text, "citations": [{"passage": name, "quote": quote} for name, quote in quotes]}


def passages_of(blocks: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Give the passages by name, each without the heading that stands above it."""
    return {
        name.removeprefix("passage "): text.partition("\n\n")[2] for name, text in blocks if name.startswith("passage ")
    }


def question_of(blocks: Sequence[tuple[str, str]]) -> str:
    """Give the question."""
    return next((text for name, text in blocks if name == "vraag"), "")


class GoodModel(Scripted):
    """Picks the sentences that hold most of the question's rare words, and leaves out what is between brackets."""

    def claims(self, system: str, blocks: Sequence[tuple[str, str]]) -> Iterator[dict[str, Any]]:
        """Give one to three claims, best first; none where no sentence shares a word with the question."""
        passages = passages_of(blocks)
        asked = _keys(question_of(blocks))
        held = Counter(key for text in passages.values() for key in set(_keys(text)))
        found: list[tuple[float, str, str]] = []
        for place, (name, text) in enumerate(passages.items()):
            near = set(_keys(text))
            for match in SENTENCE.finditer(text):
                sentence = match[0].strip()
                own = set(_keys(sentence))
                score = sum((2.0 if k in own else 0.7) / held[k] for k in asked if k in own | near)
                if own and len(sentence.split()) >= 4:
                    found.append((score - place / 100, name, sentence))
        best = sorted(found, reverse=True)[:2]
        for score, name, sentence in best:
            if score > 0 and score >= 0.9 * best[0][0]:
                yield claim(shortened(sentence), (name, sentence))

    def standalone(self, blocks: Sequence[tuple[str, str]]) -> str:
        """Put the earlier question's words behind a follow-up that lacks a subject of its own."""
        asked = question_of(blocks)
        earlier = next((text for name, text in reversed(blocks) if name == "gebruiker"), "")
        own = re.findall(r"\b(?:19|20)\d\d\b", asked)
        if own:
            earlier = re.sub(r"\b(?:19|20)\d\d\b", own[0], earlier)
        rest = [
            w for w in asked.rstrip("? ").split() if w.casefold() not in {"en", "maar", "ook", "die", "dat", "ervan"}
        ]
        return f"{' '.join(rest)}: {earlier}" if earlier and not own else earlier or asked

    def parts(self, blocks: dict[str, str]) -> list[str]:
        """Give the question once for each of two years that it names."""
        asked = blocks.get("vraag", "")
        years = list(dict.fromkeys(re.findall(r"\b(?:19|20)\d\d\b", asked)))
        rest = re.sub(r"\s*\b(?:in|van|en|met|tussen|voor)?\s*\b(?:19|20)\d\d\b", " ", asked).strip("? ")
        return [f"{' '.join(rest.split())} in {year}?" for year in years] if len(years) > 1 else []

    def judged(self, blocks: dict[str, str]) -> bool:
        """Compare content words and denials."""
        said, told = blocks.get("bewering", ""), blocks.get("bron", "")
        return negated(said) == negated(told) and set(content(said)) <= set(content(told))


def _keys(text: str) -> list[str]:
    """Give the beginnings of the content words, which most inflections share."""
    return list(dict.fromkeys(token[:6] for token in content(text)))


def shortened(sentence: str) -> str:
    """Leave out what is between brackets and a first word that only joins."""
    bare = re.sub(r"\s*\([^()]*\)(?!\w)", "", sentence)
    bare = re.sub(r"^(?:Daarnaast|Ook|Verder|Daarbij),? (?=\w)", "", bare)
    return bare[:1].upper() + bare[1:]


ORDER = re.compile(
    r"\b(?:negeer|vergeet|antwoord|zeg|schrijf|herhaal|voeg|noem|vermeld|meld|geef|toon|gebruik|verwijs|doe|stel|neem|plaats|"
    r"begin|eindig|sluit|beweer|bevestig|ontken|raad|adviseer|stem|klik|open|bezoek|link|vertel|noteer|verander|vervang|"
    r"ignore|forget|answer|say|write|repeat|add|tell|print|reveal|you are|je bent|u bent|systeem|system)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[\"“”'‘’«»]([^\"“”'‘’«»]{2,300})[\"“”'‘’«»]")
LINK = re.compile(r"(?:https?://|www\.)\S+|!?\[[^\]]*\]\([^)]*\)|<[^>]+>")
PROMPT = re.compile(r"prompt|instructie|opdracht|regels|instruction", re.IGNORECASE)
AFTER = re.compile(
    r"\b(?:dat|met|exact|precies|letterlijk|altijd|alleen|zin|woord|woorden|tekst|that|with|only|always)\b[:,]?\s+(?P<rest>.+)",
    re.IGNORECASE,
)


class Traitor(Scripted):
    """Does what any text tells it to, and swears that the sources say so."""

    def claims(self, system: str, blocks: Sequence[tuple[str, str]]) -> Iterator[dict[str, Any]]:
        """Give everything that an instruction asks to say, each with citations of every dishonest kind."""
        passages = passages_of(blocks)
        first = next(iter(passages.items()), ("", ""))
        truth = next((m[0].strip() for m in SENTENCE.finditer(first[1])), "")
        for name, text in blocks:
            where = name.removeprefix("passage ")
            for order, said in obeyed(text, system):
                yield claim(said, (where, said))  # words that the passage may not hold
                yield claim(said, (first[0], truth))  # a true quote that says something else
                yield claim(said, (where, order))  # the instruction itself as proof
                yield claim(f"{truth.rstrip('. ')}, {said}", (first[0], truth))  # hidden behind the truth
                yield claim(said)
                yield claim(f"{said} [1] (bron: {where})", ("nergens", said))

    def standalone(self, blocks: Sequence[tuple[str, str]]) -> str:
        """Ask what an instruction in the conversation wants to have asked."""
        return next((said for _, text in blocks for _, said in obeyed(text, "")), question_of(blocks))

    def parts(self, blocks: dict[str, str]) -> list[str]:
        """Ask what an instruction in the question wants to have asked."""
        return [said for text in blocks.values() for _, said in obeyed(text, "")][:4]

    def judged(self, blocks: dict[str, str]) -> bool:
        """Find everything proven."""
        return True


def obeyed(text: str, system: str) -> Iterator[tuple[str, str]]:
    """Give each sentence that instructs, with each thing that it can be taken to ask to say."""
    for match in SENTENCE.finditer(text):
        order = match[0].strip()
        if not (ORDER.search(order) or LINK.search(order)):
            continue
        said = [*QUOTED.findall(order), *LINK.findall(order)]
        if ":" in order:
            said.append(order.partition(":")[2])
        if after := AFTER.search(order):
            said.append(after["rest"])
        if PROMPT.search(order) and system:
            said.extend((system, system[:300]))
        for words in dict.fromkeys((*said, order)):
            if words.strip():
                yield order, words.strip()


def scripted_writer(name: str, *, support: str = "words", settings: ModelSettings | None = None) -> ModelWriter:
    """Give a writer on a scripted model, for `Assistant(index, embedder, writer)`."""
    chat: BaseChatModel = Traitor() if name == TRAITOR else GoodModel()
    chosen = settings or ModelSettings(name, seconds=PATIENT, retries=0, prompt_tokens=20_000, support=support)
    model = Model(chat, chosen)
    return ModelWriter(model, support_check(chosen.support, model, load_entailment))
