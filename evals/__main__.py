"""`python -m evals`: how good the answers and the search are, on questions whose answers are known."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.errors import BeleidswijzerError, ReadError
from evals import report, terminal
from evals.outcomes import Outcome, worst

RESULTS = Path(__file__).parent / "results"
LATEST = Path("laatste")
COMPARE = "toon wat beter en slechter werd dan in OUD.json, of dan in de vorige meting"
WRITER = "quotes (standaard), scripted:good, scripted:traitor of een naam als voor CHAT_MODEL; meer dan een mag"
BAD_INPUT = 2
WORST = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code: 0 measured, 1 below a floor, 2 nothing could be measured."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "practice":
            return _practice(options)
        if options.command == "register":
            return _register(options)
        if options.command == "floors":
            return _floors(options)
        if options.command == "from-feedback":
            return _from_feedback(options)
        if options.command == "support":
            return _support(options)
        if options.command == "publish":
            return _publish(options)
        if options.command == "attacks":
            return _attacks(options)
        return _measure(options)
    except BeleidswijzerError as error:
        sys.stderr.write(f"{error}\n")
        return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Meet hoe goed de antwoorden zijn.")
    commands = parser.add_subparsers(dest="command", required=True)
    practice = commands.add_parser("practice", help="schrijf een verzonnen gemeente: documenten, waarheid en vragen")
    practice.add_argument("--seed", required=True, help="bepaalt alles wat verzonnen wordt")
    practice.add_argument("--out", type=Path, required=True, help="map om in te schrijven")
    floors = commands.add_parser("floors", help="meet het vaste deel en toon de ondergrenzen (evals/floors.toml)")
    floors.add_argument("--raise", dest="higher", action="store_true", help="verhoog de ondergrenzen waar dat kan")
    register = commands.add_parser("register", help="hoe goed een oefengemeente gelezen wordt: register, tekst, scans")
    register.add_argument("--corpus", action="append", metavar="NAAM", help="tune (standaard), report of een getal")
    register.add_argument("--verbose", "-v", action="store_true", help="toon ook wat er misging")
    register.add_argument("--json", type=Path, metavar="BESTAND", help="schrijf de uitkomsten naar dit bestand")
    drafts = commands.add_parser("from-feedback", help="maak concept-vragen van oordelen van lezers")
    drafts.add_argument("file", type=Path, nargs="?", metavar="BESTAND", help="de oordelen (anders: FEEDBACK_FILE)")
    drafts.add_argument("--useful", action="store_true", help="ook antwoorden die nuttig waren")
    drafts.add_argument("--reason", action="append", default=[], metavar="REDEN", help="alleen met deze reden")
    drafts.add_argument("--out", type=Path, metavar="BESTAND", help="schrijf hierheen (anders: standaarduitvoer)")
    published = commands.add_parser("publish", help="zet de uitkomsten van een hele meting in de README")
    published.add_argument("result", type=Path, metavar="UITKOMSTEN.json")
    attacks = commands.add_parser("attacks", help="opdrachten in documenten, vragen en gesprekken: komt er een door?")
    attacks.add_argument(
        "--writer", choices=("quotes", "traitor"), default="quotes", help="citaten, of een model dat alles gehoorzaamt"
    )
    attacks.add_argument("--full", action="store_true", help="elke aanval in elke drager; duurt langer")
    attacks.add_argument(
        "--export", type=Path, metavar="BESTAND.jsonl", help="schrijf alle aanvallen in hun dragers, en meet niet"
    )
    attacks.add_argument("--json", type=Path, metavar="BESTAND", help="schrijf de uitkomsten naar dit bestand")
    support = commands.add_parser("support", help="tel welke ware en onware beweringen de steuncontrole doorlaat")
    support.add_argument("--check", default="words", metavar="SOORT", help="words, model of een naam als SUPPORT_CHECK")
    helps = {
        "answers": "antwoorden op de vragenverzamelingen",
        "retrieval": "alleen het vinden",
        "all": "alles: oefengemeenten, Almere, vinden, vergelijkingen en de gegeven BEIR-mappen",
    }
    for name, text in helps.items():
        command = commands.add_parser(name, help=text)
        command.add_argument("--corpus", action="append", metavar="NAAM", help="almere, tune, report of een getal")
        command.add_argument("--beir", action="append", type=Path, default=[], metavar="MAP", help="BEIR-map")
        command.add_argument("--only", action="append", default=[], metavar="SOORT", help="soort, verwoording of id")
        command.add_argument("--limit", type=int, metavar="N", help="hooguit N vragen per verzameling")
        command.add_argument("--writer", action="append", metavar="SCHRIJVER", help=WRITER)
        command.add_argument("--no-baselines", action="store_true", help="alleen onze eigen uitkomsten")
        command.add_argument("--verbose", "-v", action="store_true", help="toon elke foute vraag met het antwoord")
        command.add_argument("--compare", type=Path, nargs="?", const=LATEST, metavar="OUD.json", help=COMPARE)
        command.add_argument("--json", type=Path, metavar="BESTAND", help="schrijf de uitkomsten naar dit bestand")
    return parser


def _practice(options: argparse.Namespace) -> int:
    from evals.practice import write

    write(options.seed, options.out)
    _say(f"Geschreven naar {options.out}")
    return 0


def _from_feedback(options: argparse.Namespace) -> int:
    from evals.feedback import drafts_of, write_drafts

    named = options.file or os.environ.get("FEEDBACK_FILE")
    if not named:
        raise ReadError(
            "Terugkoppeling lezen", on="FEEDBACK_FILE", found="niet ingesteld", do="Geef het bestand met oordelen"
        )
    drafts = drafts_of(Path(named), useful_too=options.useful, reasons=options.reason)
    if options.out:
        write_drafts(options.out, drafts.lines)
    else:
        for line in drafts.lines:
            _say(json.dumps(line, ensure_ascii=False))
    sys.stderr.write(
        f"{len(drafts.lines)} concepten. Geen concept: {drafts.without_question} zonder vraag, "
        f"{drafts.not_chosen} niet gekozen, {drafts.unreadable} niet te lezen. Vul kind, status, gold en key_facts in "
        'en haal "draft" weg; tot dan telt een concept niet mee.\n'
    )
    return 0


def _publish(options: argparse.Namespace) -> int:
    from evals.publish import BEGIN, PUBLISHED, publish

    placed = publish(options.result)
    _say(f"Geschreven: {PUBLISHED}" + ("" if placed else f"; README.md heeft geen plaats ervoor ({BEGIN})"))
    return 0


def _attacks(options: argparse.Namespace) -> int:
    from evals.attacks.cases import crossed, exported, read_cases

    if options.export is not None:
        every = list(exported(crossed(read_cases().attacks, full=True)))
        options.export.write_text("\n".join(every) + "\n", encoding="utf-8")
        _say(f"{len(every)} aanvallen geschreven naar {options.export}")
        return 0
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from evals.attacks import tally
    from evals.attacks.run import run
    from evals.run import Bench

    began = time.monotonic()
    outcome = run(Bench(os.environ), options.writer, full=options.full, say=_progress(began))
    _say("\n".join(tally.lines(outcome)))
    if options.json is not None:
        report.write_json(options.json, tally.as_json(outcome))
    return 0 if outcome.held else 1


def _support(options: argparse.Namespace) -> int:
    from evals import support

    check = support.check_named(options.check, os.environ)
    for name in support.SETS:
        _say(f"=== {name} ({options.check})\n{support.table(support.measure(name, check))}")
    return 0


def _register(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from evals import reading, reading_table
    from evals.worlds import world

    began, found = time.monotonic(), {}
    for name in options.corpus or ("tune",):
        folder = world(name).documents.parent
        measured = reading.measure_world(folder, on_file=_progress(began))
        found[name] = asdict(measured)
        _say("\n".join([f"\n=== {name}", *reading_table.table(measured)]))
        if options.verbose:
            _say("\n".join(reading_table.faults(measured)))
    if options.json:
        report.write_json(options.json, found)
    return 0


def _floors(options: argparse.Namespace) -> int:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from evals import floors
    from evals.run import Bench

    measured, known = floors.measure(Bench(os.environ)), floors.read()
    for name, row in measured.items():
        for figure, value in row.items():
            _say(f"{name:<8} {figure:<18} gemeten {value:.3f}  ondergrens {known.get(name, {}).get(figure, 0.0):.3f}")
    if options.higher:
        floors.write(floors.raised(measured, known))
    fallen = floors.falls(measured, known)
    for fall in fallen:
        _say(f"ONDER DE GRENS: {fall.world} {fall.figure}: {fall.measured:.3f} < {fall.floor:.3f}")
    return 1 if fallen else 0


def _measure(options: argparse.Namespace) -> int:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from evals.run import Bench, about

    began = time.monotonic()
    old = _read_old(options.compare)
    choice = _choice(options)
    bench = Bench(os.environ)
    results = bench.run(choice, _progress(began), _shower(verbose=options.verbose))
    for (world, system), rows in report.sets(results.outcomes).items():
        _show(f"{world} · {system}", rows, whole=system.startswith(results.outcomes[0].system))
    for name, systems in results.beir.items():
        _say(f"\n=== BEIR {name}")
        for system, found in systems.items():
            _say(f"{system:<26}" + "  ".join(f"{m} {v.value or 0:.3f}" for m, v in found.items()))
    ours = [o for o in results.outcomes if "correct" in o.measures and o.system == results.outcomes[0].system]
    if not options.verbose and (bad := worst(ours, WORST)):
        _say(f"\n=== De {len(bad)} slechtste vragen")
        _say("\n".join(map(terminal.wrong, bad)))
    if old is not None:
        _say("\n=== Vergeleken met eerder")
        _say("\n".join(terminal.compare(old, results.outcomes)))
    content = report.result(results.outcomes, {"command": options.command, **about(bench, results, choice)})
    content["date"] = f"{datetime.now():%Y-%m-%d}"
    content["seconds"] = round(time.monotonic() - began, 1)
    _say(f"\ngeheugen hoogstens {content['machine']['peak_memory_mb']} MB")
    _write(options, content, results.outcomes, report.markdown(results.outcomes, results.beir))
    return 0


def _choice(options: argparse.Namespace) -> Any:  # noqa: ANN401 - Choice is imported late, it needs torch
    from evals.run import Choice
    from evals.worlds import ALMERE

    everything = options.command == "all"
    only_folders = options.command == "retrieval" and options.beir and not options.corpus
    worlds = () if only_folders else options.corpus or (("tune", "report", ALMERE) if everything else (ALMERE, "tune"))
    return Choice(
        worlds=tuple(worlds),
        beir=tuple(options.beir),
        only=tuple(options.only),
        answers=options.command != "retrieval",
        retrieval=options.command != "answers",
        baselines=options.command != "answers" and not options.no_baselines,
        limit=options.limit,
        writers=tuple(options.writer or ("quotes",)),
    )


def _show(title: str, rows: Sequence[Outcome], *, whole: bool) -> None:
    searched = [o for o in rows if "correct" not in o.measures]
    answered = [o for o in rows if "correct" in o.measures]
    for name, group in (("antwoorden", answered), ("vinden", searched)):
        if group:
            _say(f"\n=== {title} · {name}\n{terminal.table(group, kinds=whole)}")
            _say(f"per verwoording: {terminal.wordings(group)}")
    if answered and whole:
        _say("\n".join(terminal.summary_lines(answered)))


def _shower(*, verbose: bool) -> Callable[[Outcome], None]:
    def show(outcome: Outcome) -> None:
        if verbose and not outcome.correct:
            _say(terminal.wrong(outcome) + "\n")

    return show


def _read_old(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    if path == LATEST:
        path = max(RESULTS.glob("*-*.json"), key=lambda file: file.stat().st_mtime, default=path)
    try:
        old: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReadError("Oude uitkomsten lezen", on=str(path), found=str(error), do="Geef een uitkomstenbestand") from (
            error
        )
    return old


def _write(options: argparse.Namespace, content: dict[str, Any], outcomes: Sequence[Outcome], text: str) -> None:
    path = options.json or RESULTS / f"{options.command}-{datetime.now():%Y%m%d-%H%M%S}.json"
    report.write_json(path, content)
    path.with_suffix(".md").write_text(text, encoding="utf-8")
    if options.command == "all":
        from evals.plots import draw

        draw(outcomes, path.with_suffix(""))
    _say(f"\n{len(outcomes)} uitkomsten in {content['seconds']:.0f} s: {path}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _progress(began: float) -> Callable[[str], None]:
    def show(line: str) -> None:
        sys.stderr.write(f"· {time.monotonic() - began:4.0f} s  {line}\n")
        sys.stderr.flush()

    return show


if __name__ == "__main__":
    sys.exit(main())
