"""What a page shows, and the PDF it stands in front of. The pages are made up."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.links import Link, pdf_behind, pdfs, same_site, shown

URL = "https://site.example/map/pagina"


def test_the_main_part_is_read_and_menus_are_not() -> None:
    page = shown(
        "<body><nav>Menu <a href='/m.pdf'>m</a></nav><main><h1>Plan</h1><p>Tekst &amp; m&eacute;&#233;r</p>"
        "<script>var x = '<a href=/s.pdf>';</script><!-- <a href=/c.pdf>weg</a> --></main><p>Na</p></body>",
        URL,
    )
    assert page.text == "Plan Tekst & méér"
    assert page.links == ()


def test_a_page_that_marks_no_main_part_is_read_without_its_menus() -> None:
    page = shown("<header>Kop</header><p>Een</p><footer>Voet</footer><a href='x.pdf'>Twee</a><aside>Zij</aside>", URL)
    assert page.text == "Een Twee"
    assert page.links == (Link("https://site.example/map/x.pdf", "Twee"),)


def test_links_are_made_whole() -> None:
    page = shown(
        """<a href="/a.pdf#blad=2">A <b>dik</b> stuk</a><a href='b%20c.pdf'>B</a><a href=c.pdf>C</a>
        <a href="mailto:x@y">M</a>
        <A HREF="//elders.example/d.pdf">D</A><iframe src="e.pdf"></iframe><a name="x">niets</a><a href="http://[">fout</a>
        <a href="f.pdf?a=1&amp;b=2">F</a>""",
        URL,
    )
    assert page.links == (
        Link("https://site.example/a.pdf", "A dik stuk"),
        Link("https://site.example/map/b%20c.pdf", "B"),
        Link("https://site.example/map/c.pdf", "C"),
        Link("https://elders.example/d.pdf", "D"),
        Link("https://site.example/map/e.pdf", ""),
        Link("https://site.example/map/f.pdf?a=1&b=2", "F"),
    )


def test_a_base_address_is_used() -> None:
    assert shown("<base href='/x/'><a href='a.pdf'>A</a>", URL).links == (Link("https://site.example/x/a.pdf", "A"),)


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ("<a href='/a.pdf'>Plan</a>", "/a.pdf"),
        ("<a href='/a.PDF'>Plan</a><a href='/a.PDF#b'>nog eens</a>", "/a.PDF"),
        ("<a href='/download?id=3'>Jaarplan 2021 (pdf, 1 MB)</a>", "/download?id=3"),
        ("<a href='/pagina'>Plan</a>", None),
        ("<a href='/a.pdf'>Een</a><a href='/b.pdf'>Twee</a>", None),
        ("<a href='/a.pdf'>Bijlage</a><a href='/b.pdf'>Jaarplan 2021</a>", "/b.pdf"),
        ("<a href='/a.pdf'>Jaarplan 2020</a><a href='/b.pdf'>Jaarplan 2021</a>", "/b.pdf"),
        ("<a href='/jaarplan-2021.pdf'>Download</a><a href='/b.pdf'>Bijlage</a>", "/jaarplan-2021.pdf"),
        ("<a href='/a.pdf'>Jaarplan 2021</a><a href='/b.pdf'>Jaarplan 2021, kort</a>", None),
        ("<a href='https://elders.example.org/a.pdf'>Plan</a>", None),
    ],
)
def test_the_pdf_behind_a_page(links: str, found: str | None) -> None:
    link = pdf_behind(shown(f"<main>{links}</main>", URL), URL, named="jaarplan", year=2021)
    assert (link.url if link else None) == (f"https://site.example{found}" if found else None)


def test_pdfs_elsewhere_are_not_counted() -> None:
    page = shown("<a href='https://docs.site.example/a.pdf'>A</a><a href='https://site.example.org/b.pdf'>B</a>", URL)
    assert [link.text for link in pdfs(page, URL)] == ["A"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.almere.nl/a", "https://veilig.almere.nl/b", True),
        ("https://almere.nl", "https://almere.nl.example", False),
        ("http://127.0.0.1:80/", "http://127.0.0.1:81/", True),
        ("http://10.0.0.1/", "http://99.9.0.1/", False),
        ("http://localhost/", "http://anders/", False),
    ],
)
def test_what_one_site_is(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


@given(st.text(alphabet="<>/a!-\"'= hrefmainp.d&#;", max_size=200))
def test_no_markup_makes_it_fail(html: str) -> None:
    shown(html, URL)


@pytest.mark.parametrize(
    "part",
    ["<!--", "<!-- -->", "<![CDATA[", "<a ", "<", "</", "<script>", "<style></style>", '<a href="', "&#", "<a x='>"],
)
def test_hostile_markup_costs_no_more_than_its_length(part: str) -> None:
    """Python's own parser needs minutes for some of these."""
    before = time.perf_counter()
    shown(part * (1_000_000 // len(part)), URL)
    assert time.perf_counter() - before < 5
