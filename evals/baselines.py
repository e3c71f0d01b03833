"""What we are compared with: plain BM25, dense only, and the pipeline that most people would build with LangChain."""

from __future__ import annotations

import math
import re
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus.lexical import STOPWORDS
from evals.questions import Question
from evals.remember import remembered
from evals.retrieval import Find, Found, Score, asked
from evals.sources import readings

if TYPE_CHECKING:
    from corpus.embedding import Embedder

K1, B = 1.5, 0.75  # the defaults of rank_bm25, which LangChain's BM25Retriever uses
_WORD = re.compile(r"\w+")


def plain_bm25(texts: Sequence[str]) -> Score:
    """Score texts with BM25 over lower-case words, stop words left out, no stems or compounds (Robertson 2009)."""
    counts = [Counter(words(text)) for text in texts]
    lengths = np.array([max(1, count.total()) for count in counts], dtype=np.float32)
    postings: dict[str, list[tuple[int, int]]] = {}
    for row, count in enumerate(counts):
        for word, times in count.items():
            postings.setdefault(word, []).append((row, times))
    norm = K1 * (1 - B + B * lengths / lengths.mean()) if len(texts) else lengths

    def score(query: str) -> NDArray[np.float32]:
        scores = np.zeros(len(texts), dtype=np.float32)
        for word in words(query):
            rows = postings.get(word, [])
            idf = math.log(1 + (len(texts) - len(rows) + 0.5) / (len(rows) + 0.5))
            for row, times in rows:
                scores[row] += idf * times * (K1 + 1) / (times + norm[row])
        return scores

    return score


def words(text: str) -> list[str]:
    """Cut a text into lower-case words without stop words."""
    return [word for word in _WORD.findall(text.lower()) if word not in STOPWORDS]


def dense_only(vectors: NDArray[np.float32], embedder: Embedder) -> Score:
    """Score texts by the cosine of their vectors."""

    def score(query: str) -> NDArray[np.float32]:
        return np.asarray(vectors @ embedder.query(query), dtype=np.float32)

    return score


def reciprocal_rank_fusion(scorers: Sequence[Score], *, depth: int = 100, constant: int = 60) -> Score:
    """Fuse rankings as EnsembleRetriever does: equal weights, c = 60 (Cormack et al. 2009)."""

    def score(query: str) -> NDArray[np.float32]:
        fused: NDArray[np.float32] | None = None
        for one in scorers:
            scores = one(query)
            fused = np.zeros(len(scores), dtype=np.float32) if fused is None else fused
            for rank, row in enumerate(np.argsort(-scores, kind="stable")[:depth], start=1):
                fused[row] += 1 / (constant + rank)
        return np.zeros(0, dtype=np.float32) if fused is None else fused

    return score


def langchain_chunks(documents: Path) -> list[Any]:
    """Load and cut the files as LangChain's tutorial does: PyPDFLoader, chunks of 1,000 characters, 200 overlapping.

    The loaders of the other formats give the file's whole text as one page.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from langchain_community.document_loaders import PyPDFLoader
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    loaded: list[Document] = []
    for path in sorted(p for p in documents.rglob("*") if p.is_file()):
        name = path.relative_to(documents).as_posix()
        if path.suffix.lower() == ".pdf":
            pages = [(page.metadata["page"] + 1, page.page_content) for page in PyPDFLoader(str(path)).load()]
        else:
            pages = [(n, page[0]) for n, page in enumerate(readings(path), start=1)]
        loaded.extend(Document(text, metadata={"document": name, "page": n}) for n, text in pages if text.strip())
    return RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(loaded)


def langchain_find(documents: Path, embedder: Embedder, k: int, *, cache: Path) -> Find:
    """Build Chroma and BM25Retriever in an EnsembleRetriever over the files, with their documented defaults.

    The embeddings are those of our model folder, through LangChain's interface. HuggingFaceEmbeddings itself cannot be
    installed beside our huggingface_hub; like it by default, no E5 prefix is put before a text.
    """
    import chromadb
    from langchain_chroma import Chroma

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever

    chunks = langchain_chunks(documents)
    store = Chroma("baseline", _embeddings(embedder, cache), client=chromadb.EphemeralClient())
    store.reset_collection()
    for start in range(0, len(chunks), 1000):
        store.add_documents(chunks[start : start + 1000])
    words = BM25Retriever.from_documents(chunks, k=k)
    ensemble = EnsembleRetriever(retrievers=[words, store.as_retriever(search_kwargs={"k": k})], weights=[0.5, 0.5])

    def find(question: Question) -> list[Found]:
        hits = ensemble.invoke(asked(question))
        return [Found(h.metadata["document"], h.metadata["page"], h.page_content) for h in hits[:k]]

    return find


def _embeddings(embedder: Embedder, cache: Path) -> Any:  # noqa: ANN401 - LangChain's class is imported late
    from langchain_core.embeddings import Embeddings

    model = embedder._model  # the loaded model, without our prefixes

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(model.encode(list(texts), show_progress_bar=False), dtype=np.float32)

    class SentenceTransformerEmbeddings(Embeddings):
        """What HuggingFaceEmbeddings does with its defaults."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            made = remembered(cache, f"{embedder.fingerprint} without prefix", texts, encode)
            return [row.tolist() for row in made]

        def embed_query(self, text: str) -> list[float]:
            return [float(x) for x in encode([text])[0]]

    return SentenceTransformerEmbeddings()


SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def parrot(find: Find, *, sentences: int = 2) -> Callable[[Question], Mapping[str, Any]]:
    """Answer with the first sentences of the best hit that share most words with the question; never refuse."""

    def ask(question: Question) -> dict[str, Any]:
        hits = find(question)
        if not hits:
            return {"status": "refused", "reason": "not_in_documents", "text": "", "claims": [], "notes": []}
        best = hits[0]
        words = set(_WORD.findall(asked(question).lower()))
        pieces = [p.strip() for p in SENTENCE.split(best.text) if _WORD.search(p)]
        shared = [len(words & set(_WORD.findall(piece.lower()))) for piece in pieces]
        order = sorted(range(len(pieces)), key=lambda i: (-shared[i], i))[:sentences]
        place = {"passage_id": "1", "document_id": best.document, "page": best.page}
        chosen = [pieces[i] for i in sorted(order)]
        claims = [{"text": text, "citations": [place | {"quote": text, "sentence": text}]} for text in chosen]
        return {"status": "answered", "reason": None, "text": " ".join(chosen), "claims": claims, "notes": []}

    return ask
