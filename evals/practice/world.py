"""Writes a whole practice municipality: truth first, then documents and questions, both from the truth."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict
from pathlib import Path

from corpus.errors import StorageError
from evals.practice.draw import draw
from evals.practice.html import print_html
from evals.practice.manuscript import Manuscript, Printed
from evals.practice.pdf import print_pdf
from evals.practice.plans import actieplan, jaarplan
from evals.practice.questions import questions
from evals.practice.reports import eindrapportage, voortgang
from evals.practice.truth import Truth
from evals.practice.word import print_docx
from evals.practice.wording import TUNE

NAMED_SEEDS = {"tune": TUNE, "report": 7207}
"""`tune` is for developing; `report` is for the figures that are published, and nobody tunes on it."""

COMPOSERS = {
    "actieplan": actieplan,
    "jaarplan": jaarplan,
    "voortgangsrapportage": voortgang,
    "eindrapportage": eindrapportage,
}
PRINTERS = {"pdf": print_pdf, "docx": print_docx, "html": print_html}


def number_of(seed: int | str) -> int:
    """Give the number of a seed: itself, that of a named seed, or one made of any other text."""
    if isinstance(seed, int):
        return seed
    if seed in NAMED_SEEDS:
        return NAMED_SEEDS[seed]
    if seed.lstrip("-").isdigit():
        return int(seed)
    return int(hashlib.sha256(seed.encode()).hexdigest()[:8], 16)


def write(seed: int | str, out: Path, *, manifest: bool = False) -> None:
    """Write truth.json, documents/, printed.json (where every piece of truth stands) and questions.jsonl below `out`.

    Args:
        seed: a number, "tune", "report", or any other text.
        out: the folder; made where absent.
        manifest: also write a manifest.toml that says what each document is.
    """
    truth = draw(number_of(seed))
    documents = out / "documents"
    _make_empty(documents)
    _write_json(out / "truth.json", asdict(truth))
    printed = print_documents(truth, documents)
    _write_json(out / "printed.json", [asdict(p) for p in printed])
    lines = [json.dumps(line, ensure_ascii=False) for line in questions(truth, printed)]
    (out / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    if manifest:
        (out / "manifest.toml").write_text(manifest_text(truth), encoding="utf-8", newline="\n")


def _make_empty(folder: Path) -> None:
    """Make the folder, and take out the documents of another seed that an earlier run left there.

    Raises:
        StorageError: something stands there that no run of this program wrote.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = re.compile(r"(actieplan|jaarplan|voortgangsrapportage|eindrapportage)-[a-z0-9-]+\.(pdf|docx|html)")
    for path in sorted(folder.iterdir()):
        if not known.fullmatch(path.name):
            raise StorageError(
                "Fictieve gemeente schrijven",
                on=str(folder),
                found=f"er staat al een ander bestand: {path.name}",
                do="Geef een lege map",
            )
        path.unlink()


def manuscripts(truth: Truth) -> list[Manuscript]:
    """Give every document before it has a layout."""
    return [COMPOSERS[document.type](truth, document) for document in truth.documents]


def print_documents(truth: Truth, folder: Path) -> tuple[Printed, ...]:
    """Write every document below `folder` and give where the pieces stand."""
    found: list[Printed] = []
    for manuscript in manuscripts(truth):
        found.extend(PRINTERS[manuscript.file.rsplit(".", 1)[1]](manuscript, folder))
    return tuple(found)


def manifest_text(truth: Truth) -> str:
    """Give the manifest of the documents, in the form of corpus/manifest.py."""
    lines = ["[defaults]", f'municipality = "{truth.municipality}"', f'publisher = "Gemeente {truth.municipality}"']
    for document in truth.documents:
        lines += [
            "",
            "[[document]]",
            f'id = "{document.key}"',
            f'title = "{document.title}"',
            f'file = "{document.file}"',
            f'type = "{document.type}"',
            f"year = {document.year}",
            f"period = {{ start = {document.first_day}, end = {document.last_day} }}",
            'status = "vastgesteld"',
            "official = true",
        ]
    return "\n".join(lines) + "\n"


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
