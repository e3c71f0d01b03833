"""Outcomes as the tables that we work from all day: short lines for a terminal. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from evals.outcomes import COUNTS, Outcome, by_kind, groups, means, refusals, times, totals
from evals.questions import KINDS
from evals.statistics import mean

SHORT = {
    "correct": "goed",
    "status": "uitk",
    "facts": "feit",
    "unforbidden": "¬fout",
    "items_recall": "voll",
    "items_precision": "zuiv",
    "party": "part",
    "year": "jaar",
    "source": "bron",
    "focus": "zake",
    "quotes": "cit",
    "cite_recall": "A-rec",
    "cite_precision": "A-pre",
}
WIDTH = 7


def share(value: float | None) -> str:
    """Give a share as a whole percentage; "100" only for all, "0" only for none."""
    if value is None:
        return "·"
    if 0.99 <= value < 1:
        return "99"
    return "1" if 0 < value < 0.01 else f"{100 * value:.0f}"


def table(outcomes: Sequence[Outcome], *, kinds: bool = True) -> str:
    """Give the table for the terminal: every measure as a percentage, a dot where it fits no question.

    Without `kinds` it has only the sums: what can be answered, what is to be refused, and all.
    """
    names = list(dict.fromkeys(name for o in outcomes for name in o.measures))
    head = f"{'soort':<26}{'n':>5} " + "".join(f"{SHORT.get(n, n)[: WIDTH + 3]:>{_width(n)}}" for n in names)
    lines = [head, "-" * len(head)]
    for kind, rows in by_kind(outcomes).items():
        if not kinds and kind in KINDS:
            continue
        row = means(rows)
        cells = "".join(f"{share(row[n].value if n in row else None):>{_width(n)}}" for n in names)
        lines.append(f"{kind:<26}{len(rows):>5} {cells}")
    overall = means(outcomes).get("correct") or means(outcomes).get("nDCG@10")
    if overall and overall.low is not None and overall.high is not None:
        lines.append(f"95%-interval van het geheel: {share(overall.low)} tot {share(overall.high)}")
    return "\n".join(lines)


def _width(name: str) -> int:
    return max(WIDTH, len(SHORT.get(name, name)) + 2)


def wordings(outcomes: Sequence[Outcome]) -> str:
    """Give one line: what is right per wording."""
    found = groups(outcomes, lambda o: o.question.wording)
    name = "correct" if any("correct" in o.measures for o in outcomes) else "any-hit@10"
    return "  ".join(f"{wording} {share(means(rows)[name].value)} ({len(rows)})" for wording, rows in found.items())


def summary_lines(outcomes: Sequence[Outcome]) -> list[str]:
    """Give what the table by kind does not show: refusals per reason, false refusals, readability, and times."""
    answerable = [o for o in outcomes if o.question.answerable]
    lines = []
    for reason, row in refusals(outcomes).items():
        if row["expected"] or row["false"]:
            lines.append(
                f"  weigering {reason:<22} verwacht {row['expected']:>3}  goed {row['right']:>3}"
                f"  andere reden {row['other_reason']:>3}  gemist {row['missed']:>3}  onterecht {row['false']:>3}"
            )
    false = sum(row["false"] for row in refusals(outcomes).values())
    if answerable:
        lines.append(f"  onterecht geweigerd: {false} van {len(answerable)} ({share(false / len(answerable))}%)")
    counted = totals(outcomes)
    lines.append("  " + ", ".join(f"{name} {counted[key]}" for key, name in COUNTS.items()))
    eases = [o.ease for o in outcomes if o.ease is not None]
    if eases:
        lines.append(f"  leesgemak van eigen zinnen (Flesch-Douma): {mean(eases).value:.0f}, laagste {min(eases):.0f}")
    claims = [o.claims_ease for o in outcomes if o.claims_ease is not None]
    if claims:
        written = Counter(o.answer.get("writer") for o in outcomes if o.answer.get("status") == "answered")
        by = ", ".join(f"{name} {n}" for name, n in written.most_common())
        lines.append(f"  leesgemak van uitspraken: {mean(claims).value:.0f}; geschreven door: {by}")
    lines.extend(
        f"  tijd {stage:<12} p50 {row['p50']:.0f} ms  p95 {row['p95']:.0f} ms"
        for stage, row in times(outcomes).items()
        if row["p50"] is not None and row["p95"] is not None
    )
    failures = [o for o in outcomes if o.error]
    lines.extend(f"  FOUT bij {o.question.id}: {o.error}" for o in failures[:5])
    return lines


def expected(outcome: Outcome) -> str:
    """Give what was expected, on one line."""
    question = outcome.question
    parts = ["/".join(question.status) + (f" ({'/'.join(question.reasons)})" if question.reasons else "")]
    parts.extend(" of ".join(fact) for fact in question.key_facts)
    parts.extend([f"partij {question.party}"] if question.party else [])
    parts.extend([f"{len(question.items)} punten"] if question.items else [])
    return "; ".join(parts)


def came(outcome: Outcome, *, limit: int = 600) -> str:
    """Give what came, on one line."""
    answer = outcome.answer
    if outcome.error:
        return f"FOUT: {outcome.error}"
    if answer.get("status") == "searched":
        return " | ".join(f"{h['document']} p.{h['page']}: {h['text'][:100]}" for h in answer["hits"])
    text = " ".join(str(answer.get("text") or "").split())
    reason = f" ({answer['reason']})" if answer.get("reason") else ""
    return f"{answer.get('status')}{reason}: {text[:limit]}{'…' if len(text) > limit else ''}"


def wrong(outcome: Outcome) -> str:
    """Give a wrong question in full: what was asked, expected, given, and which items are missing or too many."""
    question = outcome.question
    low = [f"{SHORT.get(n, n)} {share(v)}" for n, v in outcome.measures.items() if v is not None and v < 1]
    lines = [
        f"✗ {outcome.world}/{question.id} [{question.kind}, {question.wording}] {question.question}",
        *(f"    {role}: {content[:160]}" for role, content in question.history),
        f"    verwacht: {expected(outcome)}",
        f"    kwam:     {came(outcome)}",
        f"    laag:     {', '.join(low)}",
    ]
    lines.extend(f"    ontbreekt: {item}" for item in outcome.missing)
    lines.extend(f"    te veel:   {' '.join(text.split())[:200]}" for text in outcome.surplus)
    lines.extend(f"    niet gedekt: {' '.join(text.split())[:200]}" for text in outcome.unsupported)
    lines.extend(f"    citaat staat er niet: {quote}" for quote in outcome.unproven)
    return "\n".join(lines)


def compare(old: Mapping[str, Any], new: Sequence[Outcome]) -> list[str]:
    """Give what got better and worse since an older result file, question by question and by kind."""
    before = {
        (row["system"], row["world"], row["id"]): row["measures"].get("correct") for row in old.get("outcomes", [])
    }
    better: list[str] = []
    worse: list[str] = []
    for outcome in new:
        was = before.get((outcome.system, outcome.world, outcome.question.id))
        now = outcome.measures.get("correct")
        if was is None or now is None or was == now:
            continue
        line = f"  {outcome.world}/{outcome.question.id} [{outcome.question.kind}] {outcome.question.question[:90]}"
        (better if now > was else worse).append(line)
    unknown = sum((o.system, o.world, o.question.id) not in before for o in new)
    return [
        f"beter: {len(better)}",
        *better,
        f"slechter: {len(worse)}",
        *worse,
        f"nieuw of niet te vergelijken: {unknown}",
    ]
