"""The ingest commands: `python -m ingest` and `python -m ingest fetch`."""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from corpus.errors import BeleidswijzerError, SettingsError, one_line
from corpus.settings import read_settings

EVERYTHING_IN = 0
NOTHING_DONE = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells have it

INGEST_HELP = """\
gebruik: python -m ingest [--corpus MAP] [--index MAP] [--json]
         python -m ingest fetch [--corpus MAP] [--sources BESTAND]

Leest de documenten in een map en maakt er de index van waaruit vragen worden beantwoord.
Alleen wat nieuw of veranderd is wordt gelezen; de oude index blijft in gebruik tot de nieuwe klaar en gecontroleerd is.

  --corpus MAP   de documenten: PDF, DOCX, ODT, XLSX, HTML, Markdown of tekst. Een manifest.toml mag, maar hoeft niet.
                 (anders: CORPUS_DIR, of de map 'corpus' van dit programma)
  --index MAP    waar de index komt (anders: INDEX_DIR, of de map '.index' van dit programma)
  --json         het verslag als JSON op de standaarduitvoer
  --debug        bij een fout in het programma ook de technische details
  -h, --help     deze tekst

  fetch          haalt eerst de officiële pagina's en PDF's op waarvan het adres in het manifest staat;
                 'python -m ingest fetch --help' vertelt meer

Afsluitcode: 0 alles is ingelezen; 1 een deel is mislukt en de rest staat in de index; 2 er kon niets worden gedaan.
"""

FETCH_HELP = """\
gebruik: python -m ingest fetch [--corpus MAP] [--sources BESTAND]

Haalt de officiële pagina's en PDF's op waarvan het adres in het manifest staat. Vraagt internet.
Het programma houdt zich aan robots.txt, vraagt niet meer dan één pagina per seconde en slaat over wat het al heeft.

  --corpus MAP         de map met manifest.toml; de documenten komen daar onder 'documents/fetched'
  --sources BESTAND    haal op wat in dit bestand staat in plaats van wat in het manifest staat
  --json               het verslag als JSON op de standaarduitvoer
  --debug              bij een fout in het programma ook de technische details
  -h, --help           deze tekst

Afsluitcode: 0 alles is opgehaald; 1 een deel is mislukt; 2 er kon niets worden gedaan.
"""


class _Parser(argparse.ArgumentParser):
    """A parser that says in Dutch, in one line, what is wrong with the options."""

    def __init__(self, text: str) -> None:
        super().__init__(add_help=False, allow_abbrev=False)
        self._text = text

    def format_help(self) -> str:
        return self._text

    def error(self, message: str) -> NoReturn:
        raise SettingsError("Opdracht lezen", on=" ".join(sys.argv[1:]), found=_in_dutch(message), do="Zie --help")


def _in_dutch(message: str) -> str:
    """Say argparse's complaints in Dutch."""
    for english, dutch in (
        (r"unrecognized arguments: (.*)", r"onbekende optie of tekst: \1"),
        (r"argument (\S+): expected one argument", r"achter \1 ontbreekt de waarde"),
    ):
        if found := re.fullmatch(english, message):
            return found.expand(dutch)
    return message


def main(arguments: Sequence[str]) -> int:
    """Do one command and give its exit code; every error is one line on standard error."""
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    try:
        command = _fetch if arguments[:1] == ["fetch"] else _ingest
        code = command(arguments[1:] if command is _fetch else arguments)
        sys.stdout.flush()  # here, so that a reader who left is noticed here
    except BeleidswijzerError as error:
        _complain(str(error))
    except KeyboardInterrupt:
        _complain(
            "Onderbroken; de gepubliceerde index is niet veranderd. Een volgende keer gaat verder waar dit stopte."
        )
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that closing it does not complain again
    except Exception as error:  # noqa: BLE001 - the edge of the process: a person never sees a traceback unasked
        if "--debug" in arguments:
            traceback.print_exc()
        _complain(
            f"Fout in het programma ({type(error).__name__}: {one_line(str(error))}). "
            "Meld dit, met de uitvoer van dezelfde opdracht met --debug; de gepubliceerde index is niet veranderd."
        )
    else:
        return code
    return NOTHING_DONE


def _ingest(arguments: Sequence[str]) -> int:
    options = _options(INGEST_HELP, arguments, ("--corpus", "--index"))
    settings = read_settings(os.environ, corpus=options.corpus, index=options.index)
    from ingest.deferred import DeferredEmbedder  # not for --help, nor for a mistyped option
    from ingest.pipeline import ingest
    from ingest.progress import shown
    from ingest.report import report_json, report_lines

    with shown() as on_progress:
        report = ingest(settings, DeferredEmbedder(settings), on_progress)
    if options.json:
        _print(json.dumps(report_json(report), ensure_ascii=False))
    else:
        for line in report_lines(report):
            _print(line)
    return report.exit_code


def _fetch(arguments: Sequence[str]) -> int:
    options = _options(FETCH_HELP, arguments, ("--corpus", "--sources"))
    settings = read_settings(os.environ, corpus=options.corpus)
    from ingest.fetch import fetch  # not for --help, nor for a mistyped option

    def tell(done: int, total: int, url: str) -> None:
        _complain(f"Ophalen: {done + 1} van {total}: {one_line(url)}")

    report = fetch(settings.corpus, options.sources, on_progress=tell)
    if options.json:
        _print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        for line in report.lines():
            _print(one_line(line))
    return report.exit_code


def _options(text: str, arguments: Sequence[str], paths: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(text)
    for name in paths:
        parser.add_argument(name, type=Path)
    for name in ("--json", "--debug"):
        parser.add_argument(name, action="store_true")
    parser.add_argument("-h", "--help", action="help")
    return parser.parse_args(arguments)


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _complain(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
