"""Numbered sub-headings that are actions, and those that are chapters. All texts are fictional."""

from __future__ import annotations

from corpus.types import ItemKind, RegisterItem, Role
from ingest.passages import passages
from ingest.register import register
from tests.ingest.making import Making, document

TITLE = "Actieprogramma Veiligheid 2021"


def read(making: Making, title: str = TITLE) -> tuple[RegisterItem, ...]:
    clean = making.done()
    return register(document(title), clean, passages(document(title), clean).passages)


def programme() -> Making:
    making = Making().head(1, TITLE).head(2, "1. Veilig wonen").par("Een veilige wijk is van iedereen.")
    making.head(3, "1.1 Avonden over inbraak")
    making.par("In vier buurten houden we een avond over sloten. Er is koffie. (trekker: team Wijken)")
    making.head(3, "1.2 Meer bemiddelaars").par("We werven zes bemiddelaars. Trekker: Stichting Buren.")
    making.head(2, "2. Uitgaan").par("Het wordt niet rustiger.")
    making.head(3, "2.1 Afspraken met cafés").par("We maken afspraken over glaswerk.")
    making.head(3, "2.2 Lampen op de kade").par("We plaatsen zes lampen. (trekker: De Kade)")
    return making


def test_numbered_headings_with_a_lead_below_are_actions_of_the_theme_above() -> None:
    items = read(programme())
    assert {item.kind for item in items} == {ItemKind.ACTION}
    found = [(i.label, i.theme, i.topic, i.text, [p.name for p in i.parties if p.role is Role.LEAD]) for i in items]
    assert found == [
        ("1.1", "Veilig wonen", None, "Avonden over inbraak", ["team Wijken"]),
        ("1.2", "Veilig wonen", None, "Meer bemiddelaars", ["Stichting Buren"]),
        ("2.1", "Uitgaan", None, "Afspraken met cafés", []),
        ("2.2", "Uitgaan", None, "Lampen op de kade", ["De Kade"]),
    ]


def test_the_party_with_which_the_text_begins_leads_and_one_further_on_does_not() -> None:
    making = programme().head(3, "2.3 Extra toezicht").par("Team Handhaving loopt extra rondes; de politie sluit aan.")
    making.head(3, "2.4 Controles").par("Vanaf mei controleren we de haven. Team Handhaving sluit aan.")
    leads = {i.label: [p.name for p in i.parties if p.role is Role.LEAD] for i in read(making)}
    assert (leads["2.3"], leads["2.4"]) == (["Team Handhaving"], [])


def test_numbered_chapters_are_no_actions() -> None:
    making = programme().head(2, "3. Organisatie")
    making.head(3, "3.1 Rollen").par("We leggen de rollen vast.").head(3, "3.2 Overleg").par(
        "We spreken elkaar elke week."
    )
    making.head(2, "4. Tot slot").head(3, "4.1 Dank").par("Veel mensen hielpen mee.").head(3, "4.2 Vragen").par(
        "Bel ons."
    )
    assert {item.label for item in read(making)} == {"1.1", "1.2", "2.1", "2.2"}


def unlabelled(last: str, title: str = TITLE) -> Making:
    making = Making().head(1, title).head(2, "1. Wonen")
    making.head(3, "1.1 Inbraak").par("We houden een avond.").head(3, "1.2 Overlast").par("We werven bemiddelaars.")
    making.head(2, "2. Haven").head(3, "2.1 Licht").par("We plaatsen lampen.")
    return making.head(3, "2.2 Water").par(last)


def test_without_a_label_anywhere_the_title_and_the_deeds_must_say_it() -> None:
    making = unlabelled("Wij meten het water.")
    assert [(i.label, i.text) for i in read(making)] == [
        ("1.1", "Inbraak"), ("1.2", "Overlast"), ("2.1", "Licht"), ("2.2", "Water")
    ]  # fmt: skip
    assert not read(unlabelled("Wij meten het water.", "Jaarplan 2021"), "Jaarplan 2021")
    assert not read(unlabelled("Het water is schoon."))


def test_a_subject_with_several_leads_is_no_single_action() -> None:
    making = Making().head(1, TITLE).head(2, "1. Wonen")
    making.head(3, "1.1 Inbraak").par("We houden een avond. (trekker: team A) We delen sloten uit. (trekker: team B)")
    making.head(3, "1.2 Overlast").par("We werven zes bemiddelaars. (trekker: team C)")
    texts = [(i.text, [p.name for p in i.parties]) for i in read(making) if i.kind is ItemKind.ACTION]
    assert texts == [
        ("We houden een avond.", ["team A"]),
        ("We delen sloten uit.", ["team B"]),
        ("We werven zes bemiddelaars.", ["team C"]),
    ]


def test_a_lead_in_brackets_after_no_deed_keeps_the_sentence_it_is_about() -> None:
    making = Making().head(1, TITLE).head(2, "Achtergrond")
    making.par("De haven is oud. Het beheer is van de stad. (trekker: team Haven)")
    (item,) = read(making)
    assert (item.kind, item.text) == (ItemKind.RESPONSIBLE, "Het beheer is van de stad. (trekker: team Haven)")
