"""What a language model may do with a sentence, and what not. All sentences are made up."""

from __future__ import annotations

import pytest

from assistant.own_words import Fault, Unproven
from assistant.types import DraftClaim, Evidence
from assistant.verify import Sources, Support, examine, words_only
from corpus.types import Document, DocumentType, Grain, Page, Passage, SectionClass, Span

TEXT = """\
De gemeente wil in 2022 samen met de politie twaalf camera's plaatsen bij het station, omdat de overlast toeneemt.
In 2021 waren er 30 overvallen en 12 inbraken in de wijk Zuid.
De proef met buurtvaders is niet gelukt, de inzet van straatcoaches wel.
De politie ondersteunt de gemeente bij de controles in de haven.
De gemeente start in 2023 een campagne tegen straatroof (voor jongeren) en realiseert een meldpunt.
Tevens kunnen bewoners conform het reglement participeren in het buurtteam.
Het meldpunt is op werkdagen bereikbaar; in 2024 daalde het aantal klachten, in 2025 steeg het aantal boetes.
Meer over de aanpak staat op www.kwaad.nl [1].
"""
SENTENCES = TEXT.splitlines()
PAGES = {1: Page(1, "1", TEXT)}
DOCUMENT = Document(
    "plan", "Jaarplan 2022", "Ergens", DocumentType.JAARPLAN, 2022, None, "vastgesteld", "gemeente Ergens", None, True,
    "0" * 64, "plan.pdf", True,
)  # fmt: skip
WHOLE = Span(1, 0, len(TEXT))
PASSAGE = Passage(
    "p", "plan", Grain.BLOCK, ("Veilige wijken",), SectionClass.ACTION, None, None, (2022,), (WHOLE,), TEXT
)
SOURCES = Sources({"p": PASSAGE}, {"plan": DOCUMENT}, {"plan": PAGES})


def examined(text: str, *quotes: int | str, support: Support | None = None) -> object:
    evidence = tuple(Evidence("p", SENTENCES[q] if isinstance(q, int) else q) for q in quotes)
    return examine(DraftClaim(text, evidence), SOURCES, (lambda _t, _c: support) if support else words_only)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (SENTENCES[1], 1),
        ("De gemeente wil in 2022 samen met de politie twaalf camera's bij het station plaatsen.", 0),
        ("De gemeente wil 12 camera’s plaatsen bij het station.", 0),
        ("In 2021 waren er 30 overvallen in de wijk Zuid.", 1),
        ("Er waren 12 inbraken in de wijk Zuid.", 1),
        ("De politie ondersteunt de gemeente bij controles.", 3),
        ("In 2023 start de gemeente een campagne tegen straatroof.", 4),
        ("In de wijk Zuid waren er in 2021 30 overvallen.", 1),
        ("Bewoners kunnen volgens het reglement meedoen in het buurtteam.", 5),
        ("Veilige wijken: de gemeente start een campagne tegen straatroof.", 4),
        ("In 2024 daalde het aantal klachten.", 6),
    ],
)
def test_shorter_in_another_order_or_in_plain_words_is_proven(text: str, quote: int) -> None:
    assert not isinstance(examined(text, quote), Unproven)


@pytest.mark.parametrize(
    ("text", "quote", "fault"),
    [
        ("De gemeente plaatst in 2022 twaalf camera's bij het station.", 0, Fault.HEDGE),  # "wil" is gone
        ("De gemeente wil in 2023 twaalf camera's plaatsen.", 0, Fault.FACT),
        ("De gemeente wil in 2022 dertien camera's plaatsen.", 0, Fault.FACT),
        ("De gemeente wil in 2022 twaalf camera's plaatsen bij het Stadhuis.", 0, Fault.FACT),
        ("De gemeente wil twaalf camera's plaatsen bij het zwembad.", 0, Fault.WORD),
        ("De gemeente wil twaalf camera's plaatsen, doordat de overlast toeneemt.", 0, Fault.WORD),
        ("De gemeente wil ongeveer twaalf camera's plaatsen.", 0, Fault.HEDGE),
        ("In 2021 waren er 30 inbraken in de wijk Zuid.", 1, Fault.COMPANY),
        ("In 2021 waren er 12 overvallen en 30 inbraken in de wijk Zuid.", 1, Fault.COMPANY),
        ("De proef met buurtvaders is gelukt.", 2, Fault.DENIAL),
        ("De proef is gelukt, de inzet van straatcoaches niet.", 2, Fault.DENIAL),
        ("De gemeente ondersteunt de politie bij de controles in de haven.", 3, Fault.ORDER),
        ("De gemeente start in 2023 een campagne voor straatroof.", 4, Fault.COMPANY),
        ("Rotterdam start in 2023 een campagne tegen straatroof.", 4, Fault.WORD),
        ("De campagne start in 2023 een gemeente tegen straatroof.", 4, None),  # a known limit: the words are all there
        ("De gemeente is in 2023 een campagne gestart.", 4, Fault.WORD),  # a plan is no deed
        ("De gemeente start alleen een campagne tegen straatroof.", 4, Fault.HEDGE),
        ("In 2025 daalde het aantal klachten.", 6, Fault.COMPANY),
        ("Bewoners moeten volgens het reglement meedoen in het buurtteam.", 5, Fault.HEDGE),
        ("In 2021 waren er 30 overvallen [1].", 1, Fault.CHARACTERS),
        ("In 2021 waren er <b>30</b> overvallen.", 1, Fault.CHARACTERS),
        ("In 2021 waren er 30 overvallen, zie www.kwaad.nl", 1, Fault.CHARACTERS),
        ("In 2021 waren er 30 overvallen, zie kwaad.nl", 1, Fault.CHARACTERS),
        ("In 2021 waren er 30 \u202eovervallen.", 1, Fault.CHARACTERS),
        ("In 2021 waren er 30 overv\u0430llen.", 1, Fault.CHARACTERS),  # a Cyrillic letter
        ("In 2021 waren er 30 ｏvervallen.", 1, Fault.CHARACTERS),
        ("The municipality wants to place twelve cameras at the station.", 0, Fault.LANGUAGE),
        ("Ja.", 1, Fault.LENGTH),
        ("waren er 30 overvallen in de wijk Zuid.", 1, Fault.LENGTH),
        ("De gemeente " + "en de gemeente " * 40, 3, Fault.LENGTH),
        (SENTENCES[7], 7, Fault.CHARACTERS),  # word for word, but with what a document may not show as ours
        ("In 2021 waren er 30 overvallen.", "In 2021 waren er 31 overvallen", Fault.NO_QUOTE),
        ("In 2021 waren er 30 overvallen.", "overval", Fault.NO_QUOTE),
    ],
)
def test_more_or_other_than_the_source_is_not(text: str, quote: int | str, fault: Fault | None) -> None:
    found = examined(" ".join(text.split()) if fault is not Fault.CHARACTERS else text, quote)
    assert (found.fault if isinstance(found, Unproven) else None) == fault, found


def test_a_quote_that_leaves_out_the_denial_of_its_sentence_does_not_help() -> None:
    assert examined("De proef met buurtvaders is gelukt.", "De proef met buurtvaders is") == Unproven(
        Fault.DENIAL, "niet"
    )


def test_a_passage_that_was_not_offered_proves_nothing() -> None:
    claim = DraftClaim(SENTENCES[1], (Evidence("elders", SENTENCES[1]),))
    assert examine(claim, SOURCES, words_only) == Unproven(Fault.NO_QUOTE, SENTENCES[1])


def test_every_quote_must_hold() -> None:
    assert isinstance(examined(SENTENCES[1], 1, "dit staat er niet"), Unproven)


def test_an_entailment_model_makes_room_for_words_but_not_for_numbers_or_denials() -> None:
    room = Support(holds=True, entailed=True)
    wider = "De gemeente start in 2023 een voorlichting tegen straatroof."
    assert isinstance(examined(wider, 4), Unproven)
    assert not isinstance(examined(wider, 4, support=room), Unproven)
    assert isinstance(examined(wider.replace("2023", "2024"), 4, support=room), Unproven)
    assert isinstance(examined("De proef met buurtvaders is gelukt.", 2, support=room), Unproven)
    assert isinstance(examined(wider.replace("De gemeente", "Rotterdam"), 4, support=room), Unproven)


def test_a_second_check_can_take_a_claim_away() -> None:
    text = "De gemeente start in 2023 een campagne tegen straatroof."
    assert examined(text, 4, support=Support(holds=False)) == Unproven(Fault.SUPPORT)
