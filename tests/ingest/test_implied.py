"""What stands right under a theme: actions in a plan, results in a report, nothing where a heading says otherwise."""

from __future__ import annotations

import pytest

from corpus.types import DocumentType, ItemKind
from ingest.implied import is_told
from ingest.passages import passages
from ingest.register import register
from tests.ingest.making import Making, document

REPORT = {"title": "Voortgangsrapportage 2021", "type": DocumentType.VOORTGANGSRAPPORTAGE}


def stated(making: Making, **facts: object) -> list[tuple[ItemKind, str]]:
    clean, plan = making.done(), document(**facts)  # type: ignore[arg-type]
    return [(item.kind, item.text) for item in register(plan, clean, passages(plan, clean).passages)]


def test_points_right_under_a_theme_that_say_what_will_be_done_are_actions() -> None:
    making = Making().head(1, "Thema 2: Digitaal").par("Eén op de zes inwoners werd in 2020 slachtoffer.")
    making.items(
        "We houden ieder kwartaal een spreekuur in de bibliotheek.",
        "De gemeente oefent jaarlijks een storing met de brandweer.",
        "Voor de zomer beschikt Proefdorp over een plan.",
    )
    found = stated(making)
    assert [kind for kind, _ in found] == [ItemKind.ACTION] * 3
    assert found[2][1] == "Voor de zomer beschikt Proefdorp over een plan."


@pytest.mark.parametrize("heads", [["Thema 2: Haven"], ["Thema 2: Haven", "Veilig op de kade"]])
def test_a_deed_with_who_leads_it_is_an_action_under_any_subject(heads: list[str]) -> None:
    making = Making()
    for level, head in enumerate(heads, start=1):
        making.head(level, head)
    making.items("Lampen plaatsen (trekker: De Kade)", "Banken plaatsen (De Kade)", "Een markt in mei (Warm Welkom)")
    making.par("De haven is oud.").par("Er komen twee hekken. (trekker: Team Hek)")
    kinds = [kind for kind, _ in stated(making)]
    assert kinds == [ItemKind.ACTION] * 4


@pytest.mark.parametrize(
    ("head", "points"),
    [
        ("Thema 2: Digitaal", ["Oplichting via sms", "Nepwinkels op internet", "We zien daarin een stijging."]),
        ("Thema 2: Digitaal - Achtergrond", ["Phishing", "Spoofing"]),
    ],
)
def test_points_under_a_theme_that_name_subjects_are_no_actions(head: str, points: list[str]) -> None:
    assert stated(Making().head(1, head).items(*points)) == []


def test_deeds_under_a_heading_that_says_something_else_are_no_actions() -> None:
    making = Making().head(1, "Thema 2: Digitaal").head(2, "Inleiding")
    assert stated(making.items("We houden ieder kwartaal een spreekuur.", "We oefenen elk jaar een storing.")) == []


def test_a_report_without_results_headings_tells_its_results_under_its_themes() -> None:
    making = Making().head(1, "Veilige buurten")
    making.par(
        "Van de drie geplande buurtteams zijn er twee opgericht: in de Polder en op de Kade. "
        "De kosten komen voor rekening van de gemeente. De opening van de stalling schuift op naar mei 2022."
    )
    making.head(1, "Ondermijning").items(
        "De cursus is door 12 van de 30 medewerkers gevolgd.", "Met de nieuwe regels is nog niet begonnen."
    )
    making.head(1, "Vooruitblik").par("In de tweede helft zijn de voorbereidingen voor de oefening begonnen.")
    assert stated(making, **REPORT) == [
        (
            ItemKind.RESULT,
            "Van de drie geplande buurtteams zijn er twee opgericht: in de Polder en op de Kade.",
        ),
        (ItemKind.RESULT, "De opening van de stalling schuift op naar mei 2022."),
        (ItemKind.RESULT, "De cursus is door 12 van de 30 medewerkers gevolgd."),
        (ItemKind.RESULT, "Met de nieuwe regels is nog niet begonnen."),
    ]


def test_where_a_report_says_where_its_results_are_only_those_are() -> None:
    making = Making().head(1, "Veilige buurten").par("De rust in de wijk is teruggekeerd, zo horen wij vaak.")
    making.head(2, "Wat is er gebeurd?").par("Er zijn zes lampen geplaatst in het park.")
    assert stated(making, **REPORT) == [(ItemKind.RESULT, "Er zijn zes lampen geplaatst in het park.")]


def test_the_same_sentences_in_a_plan_are_no_results() -> None:
    making = Making().head(1, "Thema 1: Buurten").par("Van de drie geplande buurtteams zijn er twee opgericht.")
    assert stated(making) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("De buurtwacht hield zestien rondes in de Polder.", True),
        ("Het steunpunt opende op 12 april de deuren.", True),
        ("Sinds maart is de mobiele camera driemaal ingezet.", True),
        ("De corporatie heeft bij 176 woningen de sloten vervangen.", True),
        ("Door een tekort aan monteurs loopt dit achter op de planning.", True),
        ("Het tweede team komt naar verwachting in het najaar van de grond.", True),
        ("De extra kosten komen voor rekening van de gemeente.", False),
        ("Veiligheid is een gezamenlijk belang van ons beleid.", False),
        ("Wij gaan in 2022 zes camera’s plaatsen.", False),
        ("Wat is er bereikt?", False),
    ],
)
def test_a_sentence_tells_what_was_done_or_how_far_it_is(sentence: str, *, told: bool) -> None:
    assert is_told(sentence) is told
