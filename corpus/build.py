"""The two child processes of publishing: one builds the search indexes of a generation, the next opens and probes it.

They are processes of their own because Chroma can end the process that opens a damaged folder (decision 0003).
Started as `python -m corpus.build build|probe FOLDER`; lines of JSON on standard output tell how far it is.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus import chroma
from corpus.codec import decode, read_json
from corpus.errors import BeleidswijzerError
from corpus.files import storage_errors
from corpus.filtering import metadata_of, where, years_of
from corpus.generation import (
    CHROMA,
    DOCUMENTS,
    LEXICAL,
    PASSAGES,
    VECTORS,
    Stored,
    damaged,
    parts_of,
    read_manifest,
    write_manifest,
)
from corpus.index import open_folder
from corpus.lexical import LexicalIndex
from corpus.opened import Index
from corpus.types import Document, Filters, Passage, searchable, text_under

SAMPLE = 50  # vectors that are asked back; a damaged HNSW file loses far more than 1 in 50
NEIGHBOURS = 10
RECALL = 0.95  # of the exact neighbours that Chroma must find; sound collections measure 0.99 and more
SCORE_NOISE = 1e-4  # two sums of 384 float32 products, added in another order

Progress = Callable[[str, int, int], None]


def build(folder: Path, on_progress: Progress) -> None:
    """Build the lexical index and the Chroma collection from the parts in `folder`, and complete its manifest."""
    stored = decode(read_json(folder / DOCUMENTS), tuple[Stored, ...])
    passages = decode(read_json(folder / PASSAGES), tuple[Passage, ...])
    documents = {entry.document.id: entry.document for entry in stored}
    on_progress("lexical", 0, len(passages))
    (folder / LEXICAL).mkdir()
    LexicalIndex.build([searchable(passage) for passage in passages]).save(folder / LEXICAL)
    on_progress("chroma", 0, len(passages))
    chroma.build_folder(
        folder / CHROMA,
        ids=[passage.id for passage in passages],
        vectors=np.load(folder / VECTORS, allow_pickle=False),
        rows=[metadata_of(passage, documents[passage.document_id]) for passage in passages],
        on_progress=lambda done: on_progress("chroma", done, len(passages)),
    )
    write_manifest(folder, replace(read_manifest(folder), parts=parts_of(folder)))


def probe(folder: Path, on_progress: Progress) -> None:
    """Open a built generation as a reader does and see that it answers.

    Raises:
        IndexUnusable: a count, a text, a filter or a neighbour is not what it must be.
    """
    index = open_folder(folder)
    try:
        check(folder, index, on_progress)
    finally:
        index.close()


def check(folder: Path, index: Index, on_progress: Progress) -> None:
    """See that an open generation answers as it must.

    Raises:
        IndexUnusable: a count, a text, a filter or a neighbour is not what it must be.
    """
    checks = (_check_counts, _check_texts, _check_filters, _check_neighbours)
    for done, one in enumerate(checks):
        on_progress("probe", done, len(checks))
        one(folder, index)
    on_progress("probe", len(checks), len(checks))


def _check_counts(folder: Path, index: Index) -> None:
    counts = {
        index.collection.count(),
        len(index.passages),
        len(index.vectors),
        len(index.lexical.scores("veiligheid")),
    }
    if len(counts) != 1:
        raise damaged(folder, f"de delen tellen niet evenveel passages: {sorted(counts)}")


def _check_texts(folder: Path, index: Index) -> None:
    for passage in index.passages:
        if text_under(passage.spans, dict(index.pages[passage.document_id])) != passage.text:
            raise damaged(folder, f"passage {passage.id} staat niet op haar bladzijde")
    for item in index.register:
        if item.passage_id not in index.by_id:
            raise damaged(folder, f"registerregel {item.id} hoort bij geen passage")


def _check_filters(folder: Path, index: Index) -> None:
    """Ask Chroma for one year and one document, and compare with our own reading of the filters."""
    document: Document = index.documents[index.passages[0].document_id]
    years = years_of(index.passages[0], document)
    for filters in (Filters(document_ids=(document.id,)), Filters(years=years[:1])):
        found = set(index.collection.matching(where(filters)))
        rows = index.rows(filters)
        if found != {passage.id for passage, meets in zip(index.passages, rows, strict=True) if meets}:
            raise damaged(folder, f"Chroma filtert anders dan bedoeld: {filters}")


def _check_neighbours(folder: Path, index: Index) -> None:
    """Ask sampled vectors back and compare what Chroma finds with exact search over all vectors."""
    k = min(NEIGHBOURS, len(index.passages))
    wanted = found = 0
    for row in np.random.default_rng(0).permutation(len(index.passages))[:SAMPLE]:
        exact = np.sort(index.vectors @ index.vectors[row])[::-1][:k]
        near = [
            index.vectors[index.row_of[i]] @ index.vectors[row] for i in index.collection.nearest(index.vectors[row], k)
        ]
        wanted += k
        found += sum(score >= exact[-1] - SCORE_NOISE for score in near)
    if found < RECALL * wanted:
        raise damaged(folder, f"Chroma vindt {found} van {wanted} naaste passages")


def main(arguments: list[str]) -> int:
    """Do one step; an error of ours goes out as a line of JSON, so that the parent can raise it again."""
    step, folder = arguments
    threading.Thread(target=_leave_with_parent, daemon=True).start()

    def tell(stage: str, done: int, total: int) -> None:
        _say({"stage": stage, "done": done, "total": total})

    try:
        with storage_errors("Index bouwen", Path(folder)):
            {"build": build, "probe": probe}[step](Path(folder), tell)
    except BeleidswijzerError as error:
        said = {"tried": error.tried, "on": error.on, "found": error.found, "do": error.do}
        _say({"error": type(error).__name__, **said})
        return 1
    return 0


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _leave_with_parent() -> None:
    """End this process when the parent is gone: then standard input, which it holds open, ends."""
    os.read(0, 1)  # not sys.stdin: its lock, held by a waiting thread, aborts Python on the way out
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
