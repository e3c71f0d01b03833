"""Adding, rereading and removing documents: only for an administrator, only from our own page, and nothing is lost."""

from __future__ import annotations

import asyncio
import io
import re
import shutil
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from fastapi.testclient import TestClient
from httpx import Response
from hypothesis import given
from playwright.sync_api import Browser, expect

from assistant.ask import Assistant
from assistant.screen import texts
from assistant.screen.administrators import WRONG_AT_MOST, Access, Administrators, read_access
from assistant.screen.opening import Opening
from assistant.screen.rereading import ingest_command
from assistant.screen.upkeep import Upkeep
from assistant.screen.uploads import ARCHIVES, LARGEST, add, check_content, clean_name, own_entries, remove
from corpus.embedding import Embedder
from corpus.errors import BeleidswijzerError, SettingsError
from corpus.index import CurrentIndex
from corpus.manifest import SUFFIXES, Entry
from corpus.settings import Settings, read_settings
from tests.screen.conftest import served
from tests.screen.serving import built
from tests.screen.small import small_assistant

PRETENDED = Path(__file__).with_name("pretended_ingest.py")
TOKEN = "een-heel-lang-geheim"
OURS = {"Sec-Fetch-Site": "same-origin"}
ADMIN = {"X-Auth-Groups": "lezers, beheer"}
TEXT = b"# Nota wijken 2022\n\nIn 2022 komen er in Voorbeeldstad drie nieuwe speelplekken.\n"

Make = Callable[..., TestClient]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.fixture
def make(corpus: Path) -> Iterator[Make]:
    """Give a page over the folder, with the pretended ingest; each is closed at the end."""
    opened: list[TestClient] = []

    def made(access: Access | None = None) -> TestClient:
        known = access or Access(TOKEN, ("x-auth-groups", "beheer"))
        upkeep = Upkeep(known, corpus, (sys.executable, str(PRETENDED), str(corpus)), {})
        app = built(Opening(small_assistant), upkeep=upkeep)
        client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
        opened.append(client.__enter__())
        return client

    yield made
    for client in opened:
        client.__exit__(None, None, None)


def mark_of(page: str) -> str:
    match = re.search(r'name="merk" value="(\w+)"', page)
    assert match
    return match[1]


def post(client: TestClient, action: str, *, name: str = "", content: bytes = b"", **fields: str) -> Response:
    mark = mark_of(client.get("/beheer", headers=ADMIN).text)
    files = {"bestand": (name, content)} if name else None
    return client.post(f"/beheer/{action}", data={"merk": mark, **fields}, files=files, headers={**OURS, **ADMIN})


def finished(client: TestClient) -> str:
    for _ in range(1000):
        if not client.get("/beheer/stand", headers=ADMIN).json()["bezig"]:
            break
        time.sleep(0.01)
    return client.get("/beheer", headers=ADMIN).text


def shown(page: str) -> str:
    return re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), page)


# Off, and who may


def test_without_a_setting_there_is_nothing() -> None:
    with TestClient(built(Opening(small_assistant)), base_url="http://127.0.0.1") as client:
        for path in ("/beheer", "/beheer/stand", "/beheer/documenten"):
            assert client.get(path).status_code == 404
            assert client.post(path, headers={**OURS, **ADMIN}).status_code == 404


@pytest.mark.parametrize(
    ("environ", "access"),
    [
        ({}, None),
        ({"ADMIN_TOKEN": "", "ADMIN_HEADER": ""}, None),
        ({"ADMIN_TOKEN": TOKEN}, Access(TOKEN)),
        ({"ADMIN_HEADER": "X-Groups:  beheer "}, Access(None, ("x-groups", "beheer"))),
    ],
)
def test_the_settings(environ: dict[str, str], access: Access | None) -> None:
    assert read_access(environ) == access


@pytest.mark.parametrize("environ", [{"ADMIN_TOKEN": "kort"}, {"ADMIN_HEADER": "beheer"}, {"ADMIN_HEADER": "X:"}])
def test_a_setting_that_cannot_be_used(environ: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        read_access(environ)


@pytest.mark.parametrize(
    "headers", [{}, {"X-Auth-Groups": "beheerder"}, {"X-Auth-Groups": "lezers"}, {"Cookie": "beheer=x"}]
)
def test_a_stranger_is_refused_everywhere(make: Make, corpus: Path, headers: dict[str, str]) -> None:
    client = make()
    assert client.get("/beheer", headers=headers).status_code == 403
    assert client.get("/beheer/stand", headers=headers).status_code == 404
    for action in ("documenten", "lezen", "weghalen", "afmelden"):
        response = client.post(f"/beheer/{action}", files={"bestand": ("x.md", TEXT)}, headers={**OURS, **headers})
        assert response.status_code == 403
    assert list(corpus.iterdir()) == []


def test_with_a_header_alone_there_is_nothing_to_sign_in_to(make: Make) -> None:
    client = make(Access(None, ("x-auth-groups", "beheer")))
    page = client.get("/beheer")
    assert page.status_code == 403
    assert "wachtwoord" not in page.text
    assert client.post("/beheer/aanmelden", data={"wachtwoord": ""}, headers=OURS).status_code == 403
    assert client.get("/beheer", headers=ADMIN).status_code == 200


def test_sign_in_and_out(make: Make) -> None:
    client = make()
    assert client.post("/beheer/aanmelden", data={"wachtwoord": "fout"}, headers=OURS).status_code == 403
    response = client.post("/beheer/aanmelden", data={"wachtwoord": TOKEN}, headers=OURS)
    assert response.status_code == 303
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    page = client.get("/beheer")
    assert page.status_code == 200
    assert TOKEN not in page.text
    assert client.post("/beheer/afmelden", data={"merk": mark_of(page.text)}, headers=OURS).status_code == 303
    assert client.get("/beheer").status_code == 403


def test_after_many_wrong_secrets_the_right_one_is_refused_too() -> None:
    known = Administrators(Access(TOKEN))
    assert known.sign_in(TOKEN)
    for number in range(WRONG_AT_MOST):
        assert known.sign_in(f"gok {number}") is None
    assert known.sign_in(TOKEN) is None


# Only from our own page


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_another_page_cannot_change_anything(make: Make, corpus: Path, headers: dict[str, str]) -> None:
    client = make()
    mark = mark_of(client.get("/beheer", headers=ADMIN).text)
    for action in ("documenten", "lezen", "weghalen", "aanmelden"):
        files = {"bestand": ("x.md", TEXT)}
        response = client.post(f"/beheer/{action}", data={"merk": mark}, files=files, headers={**ADMIN, **headers})
        assert response.status_code == 403
    assert list(corpus.iterdir()) == []


@pytest.mark.parametrize("mark", ["", "x", "0" * 64, "é"])
def test_a_form_without_the_right_mark_changes_nothing(make: Make, corpus: Path, mark: str) -> None:
    files = {"bestand": ("x.md", TEXT)}
    response = make().post("/beheer/documenten", data={"merk": mark}, files=files, headers={**OURS, **ADMIN})
    assert response.status_code == 403
    assert list(corpus.iterdir()) == []


def test_an_older_browser_says_its_origin(make: Make) -> None:
    client = make()
    mark = mark_of(client.get("/beheer", headers=ADMIN).text)
    headers = {**ADMIN, "Origin": "http://127.0.0.1"}
    assert client.post("/beheer/lezen", data={"merk": mark}, headers=headers).status_code == 303


# Names


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("jaarplan 2021.pdf", "jaarplan 2021.pdf"),
        ("../../etc/cron.d/x.md", "x.md"),
        ("..\\..\\windows\\x.TXT", "x.txt"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("a\x00b\x1b[2J\r\n.md", "ab-2J.md"),
        ("gpj.\u202efdp.md", "gpj.fdp.md"),
        ("<script>alert(1)</script>.html", "script.html"),
        (".verborgen.md", "verborgen.md"),
        ("....md", "document.md"),
        (".md", "document.md"),
        ("-rf.md", "rf.md"),
        ("x" * 500 + ".md", "x" * 100 + ".md"),
        ("é" * 500 + ".md", "é" * 50 + ".md"),
        ("e\u0301.md", "é.md"),
        ("con|a:b*c?.docx", "con-a-b-c.docx"),
    ],
)
def test_a_name_is_cleaned(given: str, name: str) -> None:
    assert clean_name(given) == name


@given(st.text(max_size=300).map(lambda text: f"{text}.md"))
def test_any_name_is_one_name_that_can_be_written(given: str) -> None:
    name = clean_name(given)
    assert Path(name).name == name
    assert not name.startswith((".", "-", " "))
    assert len(name.encode()) < 200
    assert name.isprintable()


@pytest.mark.parametrize("given", ["", "x", "x.exe", "x.md.exe", "x.zip", "x.pdf/", "md", "x.", "x.svg"])
def test_other_kinds_are_refused_by_name(given: str) -> None:
    with pytest.raises(BeleidswijzerError, match="Kies een bestand"):
        clean_name(given)


# Contents


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("x.pdf", b"", "leeg"),
        ("x.pdf", b"GIF89a", "iets anders"),
        ("x.pdf", TEXT, "iets anders"),
        ("x.docx", b"%PDF-1.7", "iets anders"),
        ("x.docx", b"\xd0\xcf\x11\xe0", "iets anders"),
        ("x.txt", b"%PDF-1.7", "iets anders"),
        ("x.md", archive(a=b"b"), "iets anders"),
        ("x.html", b"\x7fELF\x02\x01\x01\x00\x00", "iets anders"),
        ("x.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "iets anders"),
    ],
)
def test_contents_that_do_not_fit_the_name(make: Make, corpus: Path, name: str, content: bytes, found: str) -> None:
    client = make()
    response = post(client, "documenten", name=name, content=content)
    assert response.status_code == 422
    assert found in shown(response.text)
    assert list(corpus.iterdir()) == []
    assert not client.get("/beheer/stand", headers=ADMIN).json()["bezig"]


def test_every_kind_that_is_read_is_known_at_the_door() -> None:
    text = {".html", ".htm", ".xhtml", ".md", ".markdown", ".txt"}
    assert {".pdf"} | ARCHIVES | text == SUFFIXES


def test_utf_16_is_text() -> None:
    check_content("tekst".encode("utf-16"), 12, "x.txt")


def test_a_document_may_be_so_large_and_no_larger() -> None:
    check_content(b"x", LARGEST, "x.txt")
    with pytest.raises(BeleidswijzerError, match="100 MB"):
        check_content(b"x", LARGEST + 1, "x.txt")


def test_a_request_that_is_too_large_is_refused_before_it_is_read(make: Make) -> None:
    headers = {**OURS, **ADMIN, "Content-Length": str(LARGEST + 1_000_000)}
    response = make().post("/beheer/documenten", content=b"", headers=headers)
    assert response.status_code == 413
    assert texts.SPLIT_UP in shown(response.text)


def test_a_body_without_a_length_is_refused(make: Make) -> None:
    def endless() -> Iterator[bytes]:
        yield b"x"

    client = make()
    for path in ("/beheer/documenten", "/v1/antwoorden", "/gradio_api/run/predict"):
        assert client.post(path, content=endless(), headers={**OURS, **ADMIN}).status_code == 411


# Adding, and what came of it


def test_a_document_is_added_and_read(make: Make, corpus: Path) -> None:
    client = make()
    assert post(client, "documenten", name="../nota 2022.md", content=TEXT).status_code == 303
    assert "Toegevoegd: nota 2022.md" in shown(finished(client))
    assert (corpus / "nota 2022.md").read_bytes() == TEXT


def test_nothing_is_written_over(make: Make, corpus: Path) -> None:
    (corpus / "nota.md").write_bytes(b"van een ander")
    client = make()
    for _ in range(2):
        post(client, "documenten", name="nota.md", content=TEXT)
        finished(client)
    assert (corpus / "nota.md").read_bytes() == b"van een ander"
    assert {p.name for p in corpus.iterdir()} == {"nota.md", "nota-2.md", "nota-3.md"}


def test_a_document_that_cannot_be_read_is_set_aside_and_said(make: Make, corpus: Path) -> None:
    client = make()
    post(client, "documenten", name="stuk.md", content=TEXT)
    page = shown(finished(client))
    assert "het bestand is beschadigd" in page
    assert "weer uit de map gehaald" in page
    assert [p.name for p in corpus.rglob("*") if p.is_file()] == ["stuk.md"]
    assert not (corpus / "stuk.md").exists()


def test_two_at_once_the_second_waits(make: Make, corpus: Path) -> None:
    (corpus / "wacht").touch()
    client = make()
    assert post(client, "documenten", name="a.md", content=TEXT).status_code == 303
    second = post(client, "documenten", name="b.md", content=TEXT)
    assert second.status_code == 409
    assert "Wacht tot dat klaar is" in shown(second.text)
    for _ in range(500):
        if "1 van 2" in client.get("/beheer/stand", headers=ADMIN).json()["regel"]:
            break
        time.sleep(0.01)
    else:
        pytest.fail("no progress was shown")
    (corpus / "wacht").unlink()
    finished(client)
    assert not (corpus / "b.md").exists()
    assert post(client, "documenten", name="b.md", content=TEXT).status_code == 303
    finished(client)
    assert (corpus / "b.md").exists()


def test_no_file_chosen(make: Make) -> None:
    response = post(make(), "documenten")
    assert response.status_code == 422
    assert texts.NO_FILE in shown(response.text)


def test_the_folder_is_not_looked_at_while_every_request_waits(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    on_the_loop: list[bool] = []

    def looked(corpus: Path) -> tuple[Entry, ...]:
        on_the_loop.append(asyncio._get_running_loop() is not None)
        return own_entries(corpus)

    monkeypatch.setattr("assistant.screen.upkeep.own_entries", looked)
    client = make()
    for answered in (post(client, "documenten"), post(client, "documenten", name="x.exe", content=TEXT)):
        assert answered.status_code == 422
    assert on_the_loop
    assert not any(on_the_loop)


def test_a_folder_that_cannot_be_written_gets_a_dutch_line(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("geen map")
    with pytest.raises(BeleidswijzerError, match="naar de schijf"):
        add(tmp_path / "x" / "y", "a.md", io.BytesIO(TEXT), len(TEXT))


def test_a_command_that_fails_is_said_and_the_turn_given_back(corpus: Path) -> None:
    upkeep = Upkeep(Access(TOKEN, ("x-auth-groups", "beheer")), corpus, (sys.executable, "-c", "exit(2)"), {})
    with TestClient(
        built(Opening(small_assistant), upkeep=upkeep), base_url="http://127.0.0.1", follow_redirects=False
    ) as client:
        for _ in range(2):
            assert post(client, "lezen").status_code == 303
            assert texts.READING_FAILED in shown(finished(client))


# Removing


def test_a_document_is_moved_and_not_thrown_away(make: Make, corpus: Path) -> None:
    (corpus / "map").mkdir()
    (corpus / "map" / "oud.md").write_bytes(TEXT)
    client = make()
    assert "map/oud.md" in shown(client.get("/beheer", headers=ADMIN).text)
    assert post(client, "weghalen", bestand="map/oud.md").status_code == 303
    finished(client)
    [kept] = (p for p in corpus.rglob("oud.md"))
    assert kept.is_relative_to(corpus / ".removed")
    assert kept.read_bytes() == TEXT
    assert own_entries(corpus) == ()


@pytest.mark.parametrize("file", ["", ".", "..", "../buiten.md", "/etc/passwd", "map", "er-is-niets.md", "x.md\x00"])
def test_only_a_document_of_the_folder_can_be_removed(make: Make, corpus: Path, file: str) -> None:
    outside = corpus.parent / "buiten.md"
    outside.write_bytes(TEXT)
    (corpus / "map").mkdir()
    client = make()
    assert post(client, "weghalen", bestand=file).status_code == 422
    assert outside.exists()
    assert (corpus / "map").is_dir()


MANIFEST = """
[[document]]
id = "plan"
title = "Plan"
file = "plan.md"
official = true
"""


def test_with_a_manifest_what_it_names_stays_and_what_was_added_can_go(corpus: Path) -> None:
    (corpus / "documents").mkdir()
    (corpus / "documents" / "plan.md").write_bytes(TEXT)
    (corpus / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    add(corpus, "nota.md", io.BytesIO(TEXT), len(TEXT))
    assert [entry.file for entry in own_entries(corpus)] == ["documents/uploaded/nota.md"]
    with pytest.raises(BeleidswijzerError, match="manifest"):
        remove(corpus, "plan.md", datetime.now())
    remove(corpus, "documents/uploaded/nota.md", datetime.now())
    assert own_entries(corpus) == ()


# The real thing


@pytest.fixture
def kept(voorbeeldstad: Settings, tmp_path: Path, models: Path) -> Settings:
    """Give settings of a copy of Voorbeeldstad's documents and index."""
    shutil.copytree(voorbeeldstad.corpus, tmp_path / "stad")
    shutil.copytree(voorbeeldstad.index, tmp_path / "index")
    return read_settings({"MODELS_DIR": str(models)}, corpus=tmp_path / "stad", index=tmp_path / "index")


@pytest.mark.slow
@pytest.mark.browser
def test_an_administrator_adds_and_removes_a_document_in_a_browser(
    browser: Browser, kept: Settings, embedder: Embedder, models: Path, tmp_path: Path
) -> None:
    import os

    environ: dict[str, Any] = {**os.environ, "MODELS_DIR": str(models)}
    upkeep = Upkeep(Access(TOKEN), kept.corpus, ingest_command(kept), environ)
    assistant = Assistant(CurrentIndex(kept, embedder.fingerprint), embedder)
    question = "Hoeveel nieuwe speelplekken komen er in 2022?"
    (tmp_path / "nota-2022.md").write_bytes(TEXT)
    bomb = tmp_path / "bom.docx"
    bomb.write_bytes(archive(**{"word/document.xml": b"\0" * 50_000_000}))
    with served(built(Opening(lambda: assistant), upkeep=upkeep)) as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("tab", name="Documenten").click()
        page.get_by_role("link", name="Documenten beheren").click()
        page.get_by_label("Wachtwoord voor beheer").fill(TOKEN)
        page.get_by_role("button", name="Aanmelden").click()
        page.get_by_label("Bestand").set_input_files(tmp_path / "nota-2022.md")
        page.get_by_role("button", name="Toevoegen").click()
        expect(page.locator(".verslag")).to_contain_text("Toegevoegd: nota-2022.md", timeout=120_000)
        assert "drie nieuwe speelplekken" in str(assistant.ask(question).outcome)
        page.get_by_label("Bestand").set_input_files(bomb)
        page.get_by_role("button", name="Toevoegen").click()
        expect(page.locator(".verslag")).to_contain_text("weer uit de map gehaald", timeout=120_000)
        expect(page.locator(".verslag")).to_contain_text("bom.docx")
        page.locator(".bestanden li", has_text="nota-2022.md").get_by_role("button").click()
        expect(page.locator(".verslag")).to_contain_text("Weggehaald", timeout=120_000)
        assert len(assistant.index.get().documents) == 3
        page.close()
