"""The page on which an administrator keeps the documents: add, read anew, take away, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.screen import texts
from assistant.screen.markup import element, element_void, hidden, listing, safe
from assistant.screen.rereading import Standing
from assistant.screen.uploads import LARGEST
from corpus.manifest import SUFFIXES

PATH = "/beheer"


def upkeep_main(
    standing: Standing, files: Sequence[tuple[str, str]], mark: str, *, problem: str = "", signed_in: bool
) -> str:
    """Give the main part of the page.

    Args:
        standing: whether an ingest is at work, and what the last one did.
        files: documents that can be taken away: the file's name and the document's title.
        mark: what each form carries, so that another page cannot send it.
        problem: what went wrong just now, in Dutch.
        signed_in: whether there is a session to end.
    """
    return (
        element("h1", safe(texts.UPKEEP))
        + element("p", safe(texts.UPKEEP_TEXT))
        + (element("p", safe(problem), class_="probleem melding-beheer", role="alert") if problem else "")
        + standing_html(standing)
        + _add(mark)
        + _read_again(mark)
        + _remove(files, mark)
        + (_form("afmelden", mark, element("button", safe(texts.SIGN_OUT), type="submit")) if signed_in else "")
        + '<script src="/scherm/beheer.js" defer></script>'
    )


def standing_html(standing: Standing) -> str:
    """Give how it stands; the page's script keeps this part up to date while an ingest is at work."""
    inner = element("p", safe(standing.progress or texts.IDLE), class_="bezig" if standing.busy else "rust", id="stand")
    if standing.report:
        inner += listing(map(safe, standing.report), class_="verslag")
    if standing.busy:
        inner += element("p", element("a", safe(texts.REFRESH), href=PATH))
    heading = element("h2", safe(texts.STANDING), id="stand-kop")
    busy = "true" if standing.busy else "false"
    return element("section", heading + inner, aria_labelledby="stand-kop", aria_busy=busy, id="stand-vak")


def _form(action: str, mark: str, inner: str, **attributes: str) -> str:
    kept = element_void("input", type="hidden", name="merk", value=mark)
    return element("form", kept + inner, method="post", action=f"{PATH}/{action}", **attributes)


def _add(mark: str) -> str:
    # The browser's own button speaks the browser's language, so it is there for the keyboard alone, and ours is seen.
    accept = ",".join(sorted(SUFFIXES))
    field = (
        element("label", safe(texts.CHOOSE_FILE), for_="bestand")
        + element_void(
            "input",
            type="file",
            name="bestand",
            id="bestand",
            accept=accept,
            data_most=LARGEST,
            class_="alleen-voorlezen",
        )
        + element("label", safe(texts.CHOOSE), for_="bestand", class_="knop")
        + element("output", safe(texts.NOTHING_CHOSEN), for_="bestand", id="gekozen")
    )
    # The script says it before the whole document was sent for nothing; the server judges.
    too_large = element(
        "p", safe(f"{texts.too_large(LARGEST)}. {texts.SPLIT_UP}."), class_="probleem", role="alert", hidden=""
    )
    inner = element("p", field) + too_large + element("p", element("button", safe(texts.ADD), type="submit"))
    form = _form("documenten", mark, inner, enctype="multipart/form-data")
    return element("h2", safe(texts.ADD_DOCUMENT)) + form


def _read_again(mark: str) -> str:
    button = element("button", safe(texts.READ_AGAIN_NOW), type="submit")
    return (
        element("h2", safe(texts.READ_AGAIN)) + element("p", safe(texts.READ_AGAIN_TEXT)) + _form("lezen", mark, button)
    )


def _remove(files: Sequence[tuple[str, str]], mark: str) -> str:
    heading = element("h2", safe(texts.REMOVE_DOCUMENT))
    if not files:
        return heading + element("p", safe(texts.NOTHING_TO_REMOVE))
    rows = (
        element("span", safe(title) + (element("span", safe(f" ({file})"), class_="klein") if title != file else ""))
        + _form(
            "weghalen",
            mark,
            element_void("input", type="hidden", name="bestand", value=file)
            + element("button", safe(texts.REMOVE_NOW) + hidden(f": {title}"), type="submit"),
            class_="weghalen",
        )
        for file, title in files
    )
    return heading + element("p", safe(texts.REMOVE_TEXT)) + listing(rows, class_="bestanden")


def sign_in_main(*, problem: str = "") -> str:
    """Give the main part of the page on which an administrator types the secret."""
    field = element("label", safe(texts.TOKEN), for_="wachtwoord") + element_void(
        "input", type="password", name="wachtwoord", id="wachtwoord", autocomplete="current-password"
    )
    form = element(
        "form",
        element("p", field) + element("p", element("button", safe(texts.SIGN_IN), type="submit")),
        method="post",
        action=f"{PATH}/aanmelden",
    )
    return (
        element("h1", safe(texts.UPKEEP))
        + element("p", safe(texts.SIGN_IN_TEXT))
        + (element("p", safe(problem), class_="probleem", role="alert") if problem else "")
        + form
    )
