"""Commands: one answer, a batch, hits only, or the register. Run `python -m assistant --help`."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from assistant.output import Json, answer_json, hit_json, text_of
from assistant.requests import Request, parse_filter, read_history, read_request
from assistant.types import Answer
from assistant.words import say
from corpus.errors import BeleidswijzerError, SettingsError
from corpus.types import Filters

EXAMPLES = """voorbeelden:
  python -m assistant "Wanneer is het actieplan vastgesteld?"
  python -m assistant --json --filter year=2021 "Welke acties zijn er op ondermijning?"
  python -m assistant --batch vragen.jsonl --json
  python -m assistant search --k 5 "jeugdoverlast"
  python -m assistant register --year 2021 --theme ondermijning --csv
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code: 0 done, 2 nothing could be done."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    commands = {"search": _search, "register": _register}
    name = arguments[0] if arguments and arguments[0] in commands else ""
    run = commands.get(name, _ask)
    try:
        return run(arguments[1:] if name else arguments)
    except BeleidswijzerError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has seen enough
        return 0
    except KeyboardInterrupt:
        print("Afgebroken.", file=sys.stderr)
        return 130


def _parser(command: str, about: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"python -m assistant{command}",
        description=about,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--index", type=Path, help="map van de index (anders INDEX_DIR of .index)")
    return parser


def _asking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="?", help="de vraag")
    parser.add_argument("--json", action="store_true", help="antwoord als JSON")
    parser.add_argument("--batch", type=Path, help="JSONL met op elke regel id, question en eventueel history")
    parser.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="NAAM=WAARDE",
        help="beperk de bronnen: year=2021, theme=..., type=jaarplan, document=..., official=true",
    )


def _environ(index: Path | None) -> dict[str, str]:
    return {**os.environ, **({"INDEX_DIR": str(index)} if index else {})}


def _requests(given: argparse.Namespace) -> Iterator[Request | BeleidswijzerError]:
    """Give the questions asked for; a line of a batch that cannot be used gives its error in its place."""
    filters = parse_filter(given.filter)
    if given.batch is None:
        if given.question is None:
            raise SettingsError(
                "Vraag lezen",
                on="opdrachtregel",
                found="er is geen vraag",
                do='Geef een vraag: python -m assistant "..."',
            )
        history = read_history(given.history) if getattr(given, "history", None) else ()
        yield Request(None, given.question, history, filters)
        return
    try:
        stream: TextIO = sys.stdin if str(given.batch) == "-" else given.batch.open(encoding="utf-8", errors="replace")
    except OSError as error:
        raise SettingsError(
            "Vragen lezen", on=str(given.batch), found=error.strerror or "niet leesbaar", do="Controleer de naam"
        ) from error
    with stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield read_request(line, number, filters)


def _each(given: argparse.Namespace, answer: Callable[[Request], Json | str]) -> int:
    """Answer every request; 0 where all could be used, 1 where some line could not, 2 where none could."""
    good = bad = 0
    for request in _requests(given):
        if isinstance(request, BeleidswijzerError):
            bad += 1
            print(request, file=sys.stderr)
            if given.json:
                _print_json({"id": None, "error": str(request)})
            continue
        good += 1
        result = answer(request)
        _print_json(result) if isinstance(result, dict) else print(result)
        sys.stdout.flush()
    return 0 if not bad else 1 if good else 2


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8"))


def _ask(arguments: Sequence[str]) -> int:
    parser = _parser("", "Beantwoord een vraag over de beleidsdocumenten, met bronnen.")
    _asking(parser)
    parser.add_argument("--history", type=Path, help="JSON met eerdere beurten: [{role, content}, ...]")
    given = parser.parse_args(arguments)
    from assistant.ask import open_assistant  # loading torch takes seconds; --help does not wait for it

    assistant = open_assistant(_environ(given.index))

    def answer(request: Request) -> Json | str:
        reply = assistant.ask(request.question, request.history, request.filters)
        if given.json:
            return answer_json(reply, identity=request.identity)
        lines = [text_of(reply)]
        outcome = reply.outcome
        cited = [c for x in outcome.claims for c in x.citations] if isinstance(outcome, Answer) else outcome.nearest
        for citation in {c.number: c for c in cited}.values():
            page = f", blz. {citation.page_label or citation.spans[0].page}" if citation.document.paged else ""
            kind = "officieel" if citation.document.official else "samenvatting"
            path = " > ".join(citation.passage.section_path)
            address = f" {citation.document.url}" if citation.document.url else ""
            lines.append(f"[{citation.number}] {path}{page} ({kind}){address}")
        documents = ", ".join(outcome.searched.documents[:5]) + (" ..." if len(outcome.searched.documents) > 5 else "")
        if not isinstance(outcome, Answer) and documents:
            lines.append(say(outcome.interpretation.language, "searched", documents=documents))
        return "\n".join(lines)

    return _each(given, answer)


def _search(arguments: Sequence[str]) -> int:
    parser = _parser(" search", "Zoek passages, zonder antwoord.")
    _asking(parser)
    parser.add_argument("--k", type=int, default=10, help="hoeveel passages (standaard 10)")
    given = parser.parse_args(arguments)
    if not 1 <= given.k <= 200:
        raise SettingsError("Zoeken", on="--k", found=f"{given.k}", do="Geef een getal van 1 tot en met 200")
    from assistant.ask import open_assistant

    assistant = open_assistant({**_environ(given.index), "CHAT_MODEL": ""})  # a search writes nothing

    def answer(request: Request) -> Json | str:
        hits = assistant.search(request.question, given.k, request.filters)
        if given.json:
            return {"id": request.identity, "question": request.question, "hits": [hit_json(h) for h in hits]}
        return "\n".join(
            f"{n:2}. {h.score:.3f} {h.document.title}, blz. {h.passage.page}: {' '.join(h.passage.text.split())[:200]}"
            for n, h in enumerate(hits, start=1)
        )

    return _each(given, answer)


def _register(arguments: Sequence[str]) -> int:
    parser = _parser(" register", "Toon het register: acties, doelen, resultaten, cijfers en verantwoordelijken.")
    parser.add_argument("--year", type=int, help="alleen dit jaar")
    parser.add_argument("--theme", help="alleen dit thema (of een deel van de naam)")
    parser.add_argument("--kind", choices=["actie", "doel", "resultaat", "cijfer", "verantwoordelijk"], help="soort")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="als JSON")
    form.add_argument("--csv", action="store_true", help="als CSV")
    given = parser.parse_args(arguments)
    from assistant.rows import COLUMNS, register_rows
    from corpus.index import open_index
    from corpus.settings import read_settings

    index = open_index(read_settings(_environ(given.index)))
    filters = Filters(years=(given.year,) if given.year else ())
    rows = register_rows(index, filters, theme=given.theme, kind=given.kind)
    if given.json:
        _print_json(rows)
    elif given.csv:
        writer = csv.DictWriter(sys.stdout, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    else:
        for row in rows:
            print(
                f"{row['kind']:16} {row['years']:12} {row['theme'] or '-'} > {row['topic'] or '-'}: {row['text']}"
                + (f" [{row['parties']}]" if row["parties"] else "")
            )
        print(f"{len(rows)} regels", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
