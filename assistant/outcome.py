"""What became of an action, read from the words of a report; and which outcome a question asks for."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant import patterns


class Outcome(StrEnum):
    """How a report says that an action went; the value is the key of its words."""

    DONE = "outcome_done"
    PARTLY = "outcome_partly"
    BUSY = "outcome_busy"
    WAITING = "outcome_waiting"
    MOVED = "outcome_moved"
    STOPPED = "outcome_stopped"
    UNCLEAR = "outcome_unclear"
    SILENT = "outcome_silent"


NOT_DONE = frozenset((Outcome.PARTLY, Outcome.BUSY, Outcome.WAITING, Outcome.MOVED, Outcome.STOPPED, Outcome.SILENT))

TOLD: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (
        Outcome.MOVED,
        re.compile(
            r"\b(doorgeschoven|doorschui\w+|schui(ft|ven) .*(door|op)|(loopt|lopen|liep|liepen) .*achter|vertrag\w+|"
            r"vertraagd|verplaats\w*|verschoven|uitgesteld|uitstel|jaargrens|"
            r"pas in (19|20)\d\d|naar (19|20)\d\d|(volgend|komend) jaar|postponed|moved)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.STOPPED,
        re.compile(
            r"\b(geschrapt|stopgezet|gestopt|vervallen|vervalt|afgeblazen|ingetrokken|afgelast|geannuleerd|"
            r"geen vervolg|niet door(gaan|gegaan)?|(zien|ziet|zagen) af van|afgezien|besloten .* niet|niet meer|"
            r"cancelled|stopped)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.PARTLY,
        re.compile(
            r"\b(deels|gedeeltelijk|ten dele|niet (helemaal|volledig|geheel|alle|allemaal|tot het einde)|"
            r"was de bedoeling|terwijl .* (afgesproken|gepland|bedoeling)|"
            r"(blijft|blijven|bleef|bleven) .* achter|partly)\b|"
            r"\b(?P<made>\w+) van de (?P<planned>\w+)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.WAITING,
        re.compile(
            r"\b(nog niet|niet|moet(en)? nog|nog te) (gestart|begonnen|opgestart|opgepakt|starten|beginnen)\b|"
            r"\bnot (yet )?started\b",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.BUSY,
        re.compile(
            r"\b(in uitvoering|loopt|lopen|gestart|begonnen|begint|in gang|voorberei\w+|eerste stappen|gewerkt|"
            r"halverwege|bezig|op schema|onderweg|in behandeling|in ontwikkeling|nog niet|in progress|started)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.DONE,
        re.compile(
            r"\b(uitgevoerd|gerealiseerd|afgerond|gereed|klaar|gelukt|nagekomen|voltooid|waargemaakt|opgeleverd|geslaagd|"
            r"zoals (afgesproken|gepland)|done|completed|finished)\b|"
            r"\b(is|zijn|heeft|hebben|werd|werden)\b.*\b(\w*ge\w{2,}|be\w+[dt]|ver\w+[dtn]|ont\w+[dt])\W*$",
            re.IGNORECASE,
        ),
    ),
)
"""Tried in this order: "loopt door naar 2021" is moved before it is busy."""

DENIED = re.compile(r"\b(niet|geen|nooit|not|no)\b", re.IGNORECASE)

ASKED: tuple[tuple[frozenset[Outcome], re.Pattern[str]], ...] = (
    (
        frozenset((Outcome.WAITING,)),
        re.compile(r"\b(nog niet|niet) (gestart|begonnen|opgestart|opgepakt)\b|\bnot (yet )?started\b", re.IGNORECASE),
    ),
    (
        NOT_DONE,
        re.compile(
            r"\b(niet|nog niet|not)\b.{0,25}\b(uitgevoerd|gerealiseerd|afgerond|gedaan|gelukt|klaar|gereed|voltooid|"
            r"nagekomen|waargemaakt|af|done|finished|completed)\b|\b(mislukt|blijven liggen|achtergebleven)\b",
            re.IGNORECASE,
        ),
    ),
    (
        frozenset((Outcome.STOPPED,)),
        re.compile(
            r"\b(geschrapt|gestopt|stopgezet|vervallen|afgeblazen|afgelast|geannuleerd|niet door\w*|cancelled|"
            r"scrapped)\b",
            re.IGNORECASE,
        ),
    ),
    (
        frozenset((Outcome.MOVED,)),
        re.compile(
            r"\b(doorgeschoven|verschoven|uitgesteld|verplaatst|vertraagd|vertraging|postponed|delayed)\b",
            re.IGNORECASE,
        ),
    ),
    (frozenset((Outcome.PARTLY,)), re.compile(r"\b(deels|gedeeltelijk|ten dele|partly)\b", re.IGNORECASE)),
    (
        frozenset((Outcome.BUSY,)),
        re.compile(r"\b(in uitvoering|lop(en|t) nog|nog lopen\w*|mee bezig|onderweg|in progress)\b", re.IGNORECASE),
    ),
    (
        frozenset((Outcome.SILENT,)),
        re.compile(r"\b(nergens|niet (meer )?(genoemd|terug|gemeld|vermeld|gerapporteerd))\b", re.IGNORECASE),
    ),
    (
        frozenset((Outcome.DONE,)),
        re.compile(
            r"\b(uitgevoerd|gerealiseerd|afgerond|klaar|gereed|gelukt|voltooid|nagekomen|waargemaakt|done|finished|"
            r"completed)\b",
            re.IGNORECASE,
        ),
    ),
)


def outcome_told(text: str, status: str | None = None) -> Outcome:
    """Read how an action went from a report's sentence, and from its column "status" where the row has one."""
    for said in (status, text):
        if not said:
            continue
        for outcome, pattern in TOLD:
            found = pattern.search(said)
            if found is None or (outcome is Outcome.DONE and DENIED.search(said)):
                continue
            counted = found.groupdict().get("made")
            if outcome is Outcome.PARTLY and counted and counted.lower() == found["planned"].lower():
                continue  # "zes van de zes" is all of them
            return outcome
    return Outcome.UNCLEAR


def outcomes_asked(question: str) -> frozenset[Outcome]:
    """Give the outcomes of which a question wants the actions ("welke acties zijn doorgeschoven?"); empty for none."""
    if not patterns.ASKS_WHICH_ACTIONS.search(question) or patterns.BOTH_WAYS.search(question):
        return frozenset()
    return next((outcomes for outcomes, pattern in ASKED if pattern.search(question)), frozenset())
