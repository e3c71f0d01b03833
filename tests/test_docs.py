"""What the documents promise is so: commands exist, versions agree, and nothing of one machine is in git."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PROMISED = "run test ingest evals bench check fix system help".split()

# Brackets around one letter keep a pattern from finding itself in this file.
REGISTRY = r"py[p]i\.org|python[h]osted\.org|npm[j]s\.(org|com)|download\.py[t]orch\.org|deb\.d[e]bian\.org|/simpl[e]/"
PATHS = r"(?<![\w./:-])/(?:wor[k]|roo[t]|op[t]|hom[e]/[a-z][\w-]*)(?:/|\b(?=[\s'\"`]))|/tm[p]/pl"
HOSTS = r"(?:://|@)[\w.-]+\.(?:interna[l]|loca[l]domain|la[n])\b"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def project() -> dict[str, Any]:
    return tomllib.loads(text("pyproject.toml"))["project"]


@cache
def targets() -> set[str]:
    """Give the names of the targets in the Makefile."""
    return set(re.findall(r"^([a-z]+):(?!=)", text("Makefile"), flags=re.MULTILINE))


def guides() -> list[str]:
    """Give the documents that tell people which commands to type."""
    return ["README.md", *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").rglob("*.md")))]


@pytest.mark.parametrize("guide", guides())
def test_make_commands_exist(guide: str) -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text(guide), flags=re.MULTILINE))
    assert named <= targets()


def test_the_makefile_has_what_is_promised_and_explains_it() -> None:
    assert targets() >= set(PROMISED)
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [name for name in PROMISED if f"make {name} " not in shown] == []


def commands() -> list[str]:
    """Give each `python -m ...` of the documents up to its first option or question."""
    found = set()
    for guide in guides():
        for words in re.findall(r"python -m ((?:assistant|ingest|evals)\b[^\n`]*)", text(guide)):
            plain = re.match(r"[a-z]+( [a-z]+)?(?=$|\s+[-\"\[#.&|]|\s*$)", words)
            found.add(plain.group() if plain else words.split()[0])
    return sorted(found)


@pytest.mark.parametrize("command", commands())
def test_python_commands_exist(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command.split(), "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "usage" in done.stdout.lower() or "gebruik" in done.stdout.lower()


def test_the_changelog_tells_of_this_version() -> None:
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", text("CHANGELOG.md"), flags=re.MULTILINE)
    assert versions[0] == project()["version"]
    assert "## [Unreleased]" in text("CHANGELOG.md")


def test_the_licence_is_the_same_everywhere() -> None:
    assert project()["license"] == yaml.safe_load(text("publiccode.yml"))["legal"]["license"] == "EUPL-1.2"
    licence = text("LICENSE")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    for heading in ("1.Definitions", "5.Obligations of the Licensee", "15.Applicable Law", "Appendix"):
        assert heading in licence


def test_publiccode_is_valid() -> None:
    """The rules of publiccode.yml 0.4 (docs/standard/schema.core.rst of that project) for the keys that we use."""
    code = yaml.safe_load(text("publiccode.yml"))
    assert code["publiccodeYmlVersion"] == "0.4"
    assert code["softwareVersion"] == project()["version"]
    assert {"name", "url", "releaseDate", "platforms", "categories", "developmentStatus", "softwareType"} <= set(code)
    assert {"description", "legal", "maintenance", "localisation"} <= set(code)
    assert code["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert code["softwareType"] == "standalone/web"
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(code["releaseDate"]))
    assert set(code["description"]) == {"nl", "en"}
    for words in code["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]
        assert all((ROOT / picture).is_file() for picture in words.get("screenshots", []))
    maintenance = code["maintenance"]
    assert maintenance["type"] in {"internal", "contract", "community", "none"}
    assert maintenance["type"] == "none" or maintenance.get("contacts") or maintenance.get("contractors")
    assert isinstance(code["localisation"]["localisationReady"], bool)
    assert "nl" in code["localisation"]["availableLanguages"]


def test_constraints_are_names_and_versions_and_fit_the_project() -> None:
    lines = text("constraints.txt").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", line)] == []
    versions = {
        name.lower().replace("_", "-"): version for name, _, version in (line.partition("==") for line in lines)
    }
    needed = [
        *project()["dependencies"],
        *(line for extra in project()["optional-dependencies"].values() for line in extra),
    ]
    for requirement in map(Requirement, needed):
        assert versions.get(requirement.name.lower().replace("_", "-"), "none") in requirement.specifier, requirement


@cache
def tracked() -> tuple[str, ...]:
    """Give the text files that are in git, or would be with the next commit."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("geen git: welke bestanden erin staan, is niet te zien")
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(name for name in names.split("\0") if name and (ROOT / name).is_file())


def readable(name: str) -> str:
    """Give a file's text, or nothing for a file that is not text."""
    data = (ROOT / name).read_bytes()
    return "" if b"\0" in data[:8000] else data.decode("utf-8", "replace")


@pytest.mark.parametrize("pattern", [REGISTRY, PATHS, HOSTS], ids=["registry", "path", "host"])
def test_nothing_of_one_machine_is_in_git(pattern: str) -> None:
    found = [f"{name}: {hit.group()}" for name in tracked() for hit in re.finditer(pattern, readable(name))]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (REGISTRY, "--index-url https://" + "pypi." + "org/simple"),
        (REGISTRY, '"resolved": "https://registry.' + "npmjs" + '.org/x"'),
        (PATHS, 'open("/' + 'work/main/x")'),
        (PATHS, "cd /" + "root/project"),
        (PATHS, "see '/" + "home/jan/notes'"),
        (HOSTS, "http://builder." + "internal:8080"),
    ],
)
def test_this_test_sees_what_is_wrong(pattern: str, line: str) -> None:
    assert re.search(pattern, line)


@pytest.mark.parametrize("line", ["https://example.nl/work/plan", "a/home/b", "veilig.almere.nl", "./opt/x", "home/"])
def test_this_test_lets_ordinary_text_be(line: str) -> None:
    assert not re.search(f"{REGISTRY}|{PATHS}|{HOSTS}", line)
