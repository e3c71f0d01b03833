"""The page of a source, its picture, and the file itself, over a real index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from assistant.ask import Assistant
from assistant.screen.opening import Opening
from assistant.screen.pages import parse_marks
from corpus.types import Document, Span
from tests.screen.serving import built


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(built(Opening(lambda: assistant)), base_url="http://127.0.0.1", follow_redirects=False) as opened:
        for _ in range(500):
            if opened.get("/v1/gezondheid").status_code == 200:
                break
        yield opened


def of(assistant: Assistant, ending: str) -> Document:
    return next(d for d in assistant.index.get().documents.values() if d.file.endswith(ending))


def test_picture_is_a_png_of_the_page(client: TestClient, assistant: Assistant) -> None:
    plan = of(assistant, ".pdf")
    response = client.get(f"/pagina/{plan.id}/2/afbeelding.png")
    assert response.headers["content-type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")
    assert int.from_bytes(response.content[16:20], "big") == 1200


@pytest.mark.parametrize(
    "ask", ["0/afbeelding.png", "99/afbeelding.png", "2/afbeelding.png?b=99999", "-1/afbeelding.png"]
)
def test_a_picture_that_is_not_there(client: TestClient, assistant: Assistant, ask: str) -> None:
    assert client.get(f"/pagina/{of(assistant, '.pdf').id}/{ask}").status_code == 404


def test_marks_stand_where_reading_found_the_words(client: TestClient, assistant: Assistant) -> None:
    plan = of(assistant, ".pdf")
    page = assistant.index.get().pages[plan.id][2]
    start = page.text.index("120 huurwoningen")
    html = client.get(f"/pagina/{plan.id}/2?m={start}-{start + len('120 huurwoningen')}").text
    marks = re.findall(r'class="woorden" style="([^"]*)"', html)
    assert len(marks) == 1
    boxes = [b for b in page.boxes if b.start < start + 16 and start < b.end]
    assert page.width
    left = re.search(r"left&#58;([\d]+)(?:&#46;(\d+))?", marks[0])
    assert left
    assert abs(float(f"{left[1]}.{left[2] or 0}") - 100 * boxes[0].x0 / page.width) < 0.02
    assert "120 huurwoningen</mark>" in html


def test_html_is_shown_as_text_on_our_own_page(client: TestClient, assistant: Assistant) -> None:
    report = of(assistant, ".html")
    response = client.get(f"/bron/{report.id}")
    assert response.status_code == 303
    page = client.get(response.headers["location"])
    assert page.headers["content-type"].startswith("text/html")
    assert "64 huurwoningen" in page.text
    assert "script-src 'self';" in page.headers["content-security-policy"]


def test_pdf_is_served_as_what_it_is(client: TestClient, assistant: Assistant) -> None:
    response = client.get(f"/bron/{of(assistant, '.pdf').id}")
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-disposition"].startswith("inline")
    assert response.content.startswith(b"%PDF")


def test_word_is_offered_to_be_saved(client: TestClient, assistant: Assistant) -> None:
    assert client.get(f"/bron/{of(assistant, '.docx').id}").headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "path",
    ["/bron/x", "/bron/..%2f..%2fetc%2fpasswd", "/pagina/x/1", "/pagina/..%2f/1", "/bron/", "/pagina/x/een"],
)
def test_only_documents_of_the_index_are_served(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code in {404, 422}
    assert "Traceback" not in response.text
    assert "text/html" in response.headers["content-type"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1-4", (Span(2, 1, 4),)),
        ("1-4,6-9", (Span(2, 1, 4), Span(2, 6, 9))),
        ("4-1", ()),
        ("", ()),
        ("1-4;x", ()),
        ("<b>", ()),
        ("1-99999999999999", ()),
    ],
)
def test_marks_in_an_address(text: str, found: tuple[Span, ...]) -> None:
    assert parse_marks(text, 2) == found


def test_marks_beyond_the_page_are_left_out(client: TestClient, assistant: Assistant) -> None:
    response = client.get(f"/pagina/{of(assistant, '.pdf').id}/2?m=9999998-9999999")
    assert response.status_code == 200
    assert "<mark>" not in response.text


def test_every_link_of_an_answer_opens(client: TestClient, assistant: Assistant) -> None:
    from assistant.screen.answers import source_group, turn
    from assistant.screen.conversation import Exchange

    exchange = Exchange("k", "v", assistant.ask("Wat zijn de acties voor 2021 op woninginbraken?"))
    html = turn(exchange, 1) + source_group(exchange, 1)
    links = [re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), found) for found in re.findall(r'href="([^"]*)"', html)]
    own = {link for link in links if link.startswith(("/pagina/", "/bron/"))}
    assert own
    for link in own:
        parts = urlsplit(link)
        assert client.get(f"{parts.path}?{parts.query}").status_code == 200
