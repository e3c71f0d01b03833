"""HTML by lxml: headings, nested lists with their printed numbers, and tables exactly as they are merged."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ingest.readers.encoding import decoded
from ingest.readers.errors import MAX_PIECES, TooLarge, refused
from ingest.readers.html_main import main_part
from ingest.readers.html_tables import is_layout, rows_of
from ingest.readers.lists import points
from ingest.readers.raw import LOWERED, RAISED, RawBlock, RawDocument, RawKind, RawPage, hidden_text, printable

MAX_BYTES = 15_000_000
"""Of a page without its embedded pictures; the longest council page is some 2 MB."""
EMBEDDED = re.compile(rb"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=]+")
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,40})""", re.IGNORECASE)
XML_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
HEADINGS = {f"h{n}": n for n in range(1, 7)}
BLOCKS = frozenset(
    """
    p div section article main header footer aside ul ol li table h1 h2 h3 h4 h5 h6 dl dt dd blockquote pre hr figure
    figcaption address details summary fieldset form center body caption tbody thead tfoot tr td th nav menu dir
    """.split()
)
MAX_DEPTH = 200
NOISE_LINE = re.compile(
    r"^(?:skip to (?:main )?content|(?:direct )?(?:ga )?naar (?:de )?(?:pagina)?inhoud|"
    r"terug naar navigatie\b.*|"
    r"ga terug|lees (?:meer|verder)|toon begrotingsfasen|"
    r"terug naar boven|naar boven|print deze pagina|deel deze pagina|"
    r"lees voor|u bent hier:?.*|direct naar paginainhoud)$",
    re.IGNORECASE,
)
NOTE_START = re.compile(r"^(\*{1,3}\)?|[†‡])\s*(?=\S)")
SPACES = re.compile(r"[ \t\u00a0\r\f\v]+")


def read_html(path: Path) -> RawDocument:
    """Read a web page; its text is one page without a label.

    Raises:
        ReadError: it is too large, or holds no text.
    """
    data = EMBEDDED.sub(b"", path.read_bytes())
    if len(data) > MAX_BYTES:
        raise refused(
            path, f"de pagina is groter dan {MAX_BYTES // 1_000_000} MB", "Deel haar op in kleinere bestanden"
        )
    found = DECLARED.search(data[:4096])
    text = decoded(data, path, declared=found[1].decode("ascii") if found else None)
    return parsed(text, path)


def parsed(text: str, path: Path) -> RawDocument:
    """Read HTML that is already text."""
    text = XML_DECLARED.sub("", printable(text), count=1)
    parser = HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise refused(path, "er staat geen leesbare webpagina in") from error
    title = " ".join((root.findtext(".//title") or "").split())
    heading = next((h for h in root.iter("h1") if _plain(h)), None)
    main, unseen = main_part(root)
    walk = _Walk()
    if heading is not None and main not in heading.iterancestors() and main is not heading:
        walk.blocks.append(RawBlock(RawKind.HEADING, _plain(heading), level=1))
    walk.children(main, 0)
    walk.flush()
    if not walk.blocks:
        raise refused(
            path, "er staat geen tekst in de pagina", "Controleer of de pagina haar tekst pas met scripts toont"
        )
    blocks = _with_menu_heads(walk.blocks)
    headings = [b.text for b in blocks if b.kind is RawKind.HEADING and b.level == 1]
    return RawDocument(
        pages=(RawPage(1, None, tuple(blocks)),),
        title=headings[0] if len(headings) == 1 else (title or None),
        cautions=(hidden_text("in de pagina", unseen),) if unseen else (),
    )


def _plain(element: HtmlElement) -> str:
    return " ".join("".join(str(t) for t in element.itertext()).split())


class _Walk:
    """Goes through the tree in order and keeps the blocks made so far and the running text not yet in one."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self.tables = 0
        self.lists: list[HtmlElement] = []
        self._run: list[str] = []
        self._item: tuple[str, int] | None = None

    def flush(self) -> None:
        """Make a block of the running text."""
        text = tidy("".join(self._run))
        self._run = []
        if len(self.blocks) > MAX_PIECES:
            raise TooLarge
        if not text or NOISE_LINE.match(text):
            return
        if self._item is not None:
            marker, level = self._item
            self._item = None
            self.blocks.append(RawBlock(RawKind.ITEM, text, level=level, marker=marker))
        elif note := NOTE_START.match(text):
            self.blocks.append(RawBlock(RawKind.NOTE, text[note.end() :], marker=note[1]))
        else:
            self.blocks.append(RawBlock(RawKind.PARAGRAPH, text))

    def children(self, element: HtmlElement, depth: int) -> None:
        """Take an element's text and children in order."""
        self._run.append(element.text or "")
        for child in element:
            self.element(child, depth)
            self._run.append(child.tail or "")

    def element(self, element: HtmlElement, depth: int) -> None:
        """Take one element."""
        tag = element.tag
        if not isinstance(tag, str):
            return
        if depth > MAX_DEPTH:
            self._run.append(" " + _plain(element) + " ")
        elif tag == "br":
            self._run.append("\v")
        elif tag == "sup":
            mark = _plain(element)
            self._run.append(f"{RAISED}{mark}{LOWERED}" if 0 < len(mark) <= 4 else mark)
        elif element.get("data-cfemail"):
            self._run.append(mail_address(element.get("data-cfemail") or "") or _plain(element))
        elif tag not in BLOCKS:
            self.children(element, depth + 1)
        else:
            self.block(element, tag, depth + 1)

    def block(self, element: HtmlElement, tag: str, depth: int) -> None:
        """Take one element that begins and ends a block."""
        self.flush()
        if tag in HEADINGS:
            self.children(element, depth)
            text = " ".join(tidy("".join(self._run)).split())
            self._run, self._item = [], None
            if text and not NOISE_LINE.match(text):
                self.blocks.append(RawBlock(RawKind.HEADING, text, level=HEADINGS[tag]))
            return
        if tag in {"ul", "ol", "menu", "dir"}:
            self.list(element, depth)
        elif tag == "table" and not is_layout(element):
            self.tables += 1
            self.blocks.extend(rows_of(element, self.tables))
        elif tag == "dl":
            self.definitions(element, depth)
        else:
            self.children(element, depth)
        self.flush()

    def list(self, element: HtmlElement, depth: int) -> None:
        """Take a list; a point that holds headings or a table is a container, not a point."""
        first = len(self.blocks)
        self.lists.append(element)
        markers = dict(points(element))
        for point in element:
            if point.tag in {"ul", "ol"}:  # not valid, and common
                self.list(point, depth + 1)
            elif point in markers:
                nested = any(d.tag in HEADINGS or d.tag == "table" for d in point.iterdescendants())
                self._item = None if nested or depth > MAX_DEPTH else (markers[point], len(self.lists))
                self.children(point, depth + 1)
                self.flush()
                self._item = None
        self.lists.pop()
        links = element.findall(".//a")
        if not self.lists and len(links) >= 3 and _are_on_page(links):
            made = self.blocks[first:]
            if len(links) >= len(made):
                self.blocks[first:] = [_contents(b) for b in made]

    def definitions(self, element: HtmlElement, depth: int) -> None:
        """Take a list of terms with what they mean: one paragraph for each ("Trekker: Stadstoezicht")."""
        term = ""
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                term = _plain(child)
                continue
            self._run.append(f"{term}{'' if term.endswith((':', '?')) or not term else ':'} ")
            term = ""
            self.children(child, depth + 1)
            self.flush()


def _are_on_page(links: list[HtmlElement]) -> bool:
    """Say whether links go to places on one page, as those of the page's own menu do."""
    parts = [(link.get("href") or "").partition("#") for link in links]
    return all(mark for _, mark, _ in parts) and len({page for page, _, _ in parts}) == 1


def _with_menu_heads(blocks: list[RawBlock]) -> list[RawBlock]:
    """Make a heading that holds nothing but the page's own menu ("Op deze pagina") a part of that menu."""
    out = list(blocks)
    after: RawBlock | None = None  # the next block that is no part of a menu
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        is_above = place + 1 < len(blocks) and blocks[place + 1].role is not None
        ends = after is None or (after.kind is RawKind.HEADING and after.level <= block.level)
        if block.kind is RawKind.HEADING and block.level > 1 and is_above and ends:
            out[place] = _contents(block)
        elif block.role is None:
            after = block
    return out


def _contents(block: RawBlock) -> RawBlock:
    return RawBlock(block.kind, block.text, level=block.level, marker=block.marker, role="inhoudsopgave")


def tidy(run: str) -> str:
    """Collapse white space as a browser does; a forced line end stays one."""
    lines = (" ".join(SPACES.sub(" ", part.replace("\n", " ")).split(" ")) for part in run.split("\v"))
    return "\n".join(line.strip() for line in lines).strip()


def mail_address(code: str) -> str | None:
    """Undo the hiding of an e-mail address by Cloudflare: hexadecimal, every byte XOR the first."""
    try:
        data = bytes.fromhex(code)
    except ValueError:
        return None
    text = bytes(b ^ data[0] for b in data[1:]).decode("utf-8", "replace") if data else ""
    return text if re.fullmatch(r"[\w.+-]+@[\w.-]+", text) else None
