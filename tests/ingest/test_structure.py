from __future__ import annotations

import pytest

from corpus.types import Section, SectionClass
from ingest.structure import structure
from ingest.wordings import (
    class_of,
    field_of,
    subject_of,
    theme_in_title,
    theme_name,
    topic_name,
    without_number,
    years_in,
)
from tests.ingest.making import Making, document


def sections(making: Making, title: str = "Jaarplan Veiligheid 2021") -> list[Section]:
    return [entry.section for entry in structure(document(title), making.blocks)]


def where(making: Making, words: str, title: str = "Jaarplan Veiligheid 2021") -> Section:
    """The section of the block that holds these words."""
    return next(e.section for e in structure(document(title), making.blocks) if words in e.block.text)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Thema 1: Veilige wijken", SectionClass.THEME),
        ("2.1. Thema veilige woon- en leefomgeving", SectionClass.THEME),
        ("3.1 Prioriteit 1: Jeugd", SectionClass.THEME),
        ("Programma 1 | Wonen", SectionClass.THEME),
        ("Programma 1 - Wonen", SectionClass.THEME),
        ("Doelstelling 1: Veilige wijken", SectionClass.THEME),
        ("Doelstelling 1: het aantal woninginbraken per 1.000 woningen daalt in 2022", SectionClass.GOAL),
        ("1.2 Doelstelling", SectionClass.GOAL),
        ("Doelstellingen", SectionClass.GOAL),
        ("Wat willen we bereiken?", SectionClass.GOAL),
        ("Wat wilden we bereiken?", SectionClass.GOAL),
        ("Ambitie", SectionClass.GOAL),
        ("De missie van het programma", SectionClass.GOAL),
        ("Wat gaan wij in 2021 doen?", SectionClass.ACTION),
        ("Wat gaan we daarvoor doen?", SectionClass.ACTION),
        ("Wat doet de gemeente?", SectionClass.ACTION),
        ("Hoe denken we dat te bereiken?", SectionClass.ACTION),
        ("Onze inzet op woonoverlast", SectionClass.ACTION),
        ("Aanpak woninginbraken", SectionClass.ACTION),
        ("Uitgangspunten bij aanpak", SectionClass.APPROACH),
        ("Aanpak", SectionClass.APPROACH),
        ("Terugblik", SectionClass.RESULT),
        ("Wat hebben we gedaan?", SectionClass.RESULT),
        ("Hebben we bereikt wat we wilden bereiken?", SectionClass.RESULT),
        ("Resultaten aanpak ondermijning 2022", SectionClass.RESULT),
        ("Veiligheidsbeeld: stabiel", SectionClass.RESULT),
        ("Waar staan we?", SectionClass.RESULT),
        ("Wat wilden we bereiken en is dat gelukt?", SectionClass.RESULT),
        ("Wat heeft het gekost?", SectionClass.MONEY),
        ("Lasten & baten", SectionClass.MONEY),
        ("Portefeuillehouder", SectionClass.RESPONSIBLE),
        ("Wie is bestuurlijk verantwoordelijk", SectionClass.RESPONSIBLE),
        ("Overzicht trekkers", SectionClass.RESPONSIBLE),
        ("1.4. Partners", SectionClass.PARTNERS),
        ("Zo willen we samenwerken", SectionClass.PARTNERS),
        ("Leeswijzer", SectionClass.CONTEXT),
        ("Actuele ontwikkelingen", SectionClass.CONTEXT),
        ("Actuele ontwikkelingen en gerealiseerd beleid", SectionClass.RESULT),
        ("Bijlage 2: Begrippen", SectionClass.CONTEXT),
        ("Woninginbraken", None),
        ("Actieplan en Jaarplan", None),
        ("Doelgroepenvervoer", None),
        ("2021 in vogelvlucht", None),
    ],
)
def test_a_heading_is_classed_by_its_words(heading: str, expected: SectionClass | None) -> None:
    assert class_of(heading) is expected


def test_numbers_and_prefixes_are_not_part_of_a_name() -> None:
    assert without_number("2.1. Thema Wonen") == "Thema Wonen"
    assert without_number("Hoofdstuk 5: Jeugd") == "Jeugd"
    assert without_number("2021 in cijfers") == "2021 in cijfers"
    assert theme_name("3.1 Prioriteit 1: Jeugd") == "Jeugd"
    assert theme_name("Doelstelling 2: Veilig wonen") == "Veilig wonen"
    assert theme_name("Thema Veilig wonen") == "Veilig wonen"
    assert topic_name("Subdoelstelling 4.3.1: Jeugd en drank") == "Jeugd en drank"
    assert subject_of("Onze inzet op woonoverlast:") == "woonoverlast"
    assert subject_of("Wat gaan wij doen?") is None
    assert subject_of("Resultaten aanpak ondermijning 2022") == "ondermijning"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Actie", "actie"),
        ("Wat gaan we doen?", "actie"),
        ("Maatregelen 2021", "actie"),
        ("Trekker", "trekker"),
        ("Wie", "trekker"),
        ("Partners", "partner"),
        ("Samen met", "partner"),
        ("Port.H.", "portefeuillehouder"),
        ("Portefeuillehouder", "portefeuillehouder"),
        ("Planning", "planning"),
        ("Gereed", "planning"),
        ("Budget (x € 1.000)", "budget"),
        ("Status", "status"),
        ("Nr.", "nummer"),
        ("Indicator", "indicator"),
        ("Nulmeting 2017", "nulmeting"),
        ("2019", "realisatie"),
        ("Streefwaarde 2022", "streefwaarde"),
        ("Veilige wijken", None),
    ],
)
def test_a_column_is_known_by_its_head(head: str, expected: str | None) -> None:
    assert field_of(head) == expected


def test_years_in_text() -> None:
    assert years_in("Wat gaan wij in 2021 doen?") == (2021,)
    assert years_in("Actieplan Veiligheid 2019-2022") == (2019, 2020, 2021, 2022)
    assert years_in("van 2019 tot en met 2020") == (2019, 2020)
    assert years_in("€ 2.019 voor 12.2020 en 0,2021") == ()


def plan() -> Making:
    """Three themes at three depths, as in Almere's plan of 2021."""
    return (
        Making()
        .head(1, "Jaarplan veiligheid 2021")
        .head(2, "Inleiding Jaarplan Veiligheid 2021")
        .par("Dit plan is verzonnen.")
        .head(2, "Thema 1: Veilige wijken")
        .par("Over wijken.")
        .head(3, "Woninginbraken")
        .head(4, "Doelstelling")
        .items("Minder inbraken dan in 2017.")
        .head(4, "Wat gaan wij in 2021 doen?")
        .items("Wij delen sloten uit.")
        .head(2, "Thema 2: Ondermijning")
        .head(3, "Doelstelling")
        .par("De organisatie is weerbaar.")
        .head(3, "Wat gaan wij in 2021 doen?")
        .head(4, "Inzet van de Wet Bibob")
        .par("Wij toetsen vaker.")
        .head(2, "Breed onderzoek")
        .par("Er komt een onderzoek.")
    )


def test_themes_and_topics_at_changing_depth() -> None:
    goal = where(plan(), "Minder inbraken")
    assert (goal.section_class, goal.theme, goal.topic) == (SectionClass.GOAL, "Veilige wijken", "Woninginbraken")
    assert goal.path == ("Jaarplan Veiligheid 2021", "Thema 1: Veilige wijken", "Woninginbraken", "Doelstelling")
    action = where(plan(), "sloten")
    assert (action.section_class, action.years) == (SectionClass.ACTION, (2021,))
    without_topic = where(plan(), "weerbaar")
    assert (without_topic.section_class, without_topic.theme, without_topic.topic) == (
        "doelstelling",
        "Ondermijning",
        None,
    )
    under_action = where(plan(), "toetsen")
    assert (under_action.section_class, under_action.topic) == (SectionClass.ACTION, "Inzet van de Wet Bibob")


def test_the_topic_is_the_highest_subject_under_the_theme() -> None:
    making = (
        Making()
        .head(1, "Thema 3: Zorg")
        .head(2, "Jeugd")
        .head(3, "Wat gaan wij doen?")
        .head(4, "PGA 18min")
        .items("Wij verbreden de instroom.")
    )
    assert where(making, "verbreden").topic == "Jeugd"


def test_a_theme_ends_where_another_chapter_begins() -> None:
    assert where(plan(), "onderzoek").theme is None


def test_a_heading_that_repeats_the_title_adds_nothing_to_the_path() -> None:
    making = Making().head(1, "Jaarplan veiligheid 2021").par("Vooraf.").head(2, "Aanleiding").par("Daarom.")
    assert where(making, "Vooraf").path == ("Jaarplan Veiligheid 2021",)
    assert where(making, "Daarom").path == ("Jaarplan Veiligheid 2021", "Aanleiding")


def test_a_documents_title_can_be_a_theme() -> None:
    making = Making().head(1, "Thema 2: Ondermijning").head(2, "Doelstelling").items("Een weerbare organisatie.")
    section = where(making, "weerbare", "Thema 2: Ondermijning")
    assert section.theme == "Ondermijning"
    assert section.path == ("Thema 2: Ondermijning", "Doelstelling")
    assert where(making, "weerbare", "Jaarplan 2021 – Thema 2: Ondermijning").theme == "Ondermijning"
    assert theme_in_title("Jaarplan 2021 – Thema 3: Zorg - en meer") == "Zorg - en meer"
    assert theme_in_title("Jaarplan 2021 – Samenvatting") is None


def test_years_come_from_the_nearest_heading_that_names_one_else_from_the_document() -> None:
    making = (
        Making()
        .head(1, "Terugblik 2020")
        .head(2, "Jeugd")
        .par("Het was rustig.")
        .head(1, "Vooruitblik")
        .par("Het wordt rustig.")
    )
    assert where(making, "was rustig").years == (2020,)
    assert where(making, "wordt rustig").years == (2021,)


def test_headings_of_one_level_are_told_apart_by_their_class() -> None:
    making = (
        Making()
        .head(1, "Thema 1: Wijken")
        .head(1, "Inbraak")
        .head(1, "Doelstelling")
        .items("Minder inbraak in alle wijken.")
        .head(1, "Wat gaan wij doen?")
        .items("Wij delen sloten uit.")
        .head(1, "Overlast")
        .head(1, "Wat gaan wij doen?")
        .items("Wij praten met buren.")
        .head(1, "Thema 2: Zorg")
        .head(1, "Doelstelling")
        .items("Betere zorg voor wie dat nodig heeft.")
    )
    assert (where(making, "sloten").theme, where(making, "sloten").topic) == ("Wijken", "Inbraak")
    assert (where(making, "buren").theme, where(making, "buren").topic) == ("Wijken", "Overlast")
    assert (where(making, "Betere").theme, where(making, "Betere").topic) == ("Zorg", None)


def test_themes_below_an_action_chapter_continue_it() -> None:
    making = (
        Making()
        .head(1, "3 Wat gaan wij in 2021 doen?")
        .head(2, "Thema 1: Wijken")
        .head(3, "Inbraak")
        .items("Wij delen sloten uit.")
        .head(2, "Thema 2: Zorg")
        .items("Wij openen een loket.")
    )
    assert where(making, "sloten").section_class is SectionClass.ACTION
    assert (where(making, "sloten").theme, where(making, "sloten").topic) == ("Wijken", "Inbraak")
    assert (where(making, "loket").section_class, where(making, "loket").theme) == (SectionClass.ACTION, "Zorg")


def test_themes_are_known_from_the_list_that_introduces_them() -> None:
    making = (
        Making()
        .head(1, "Inleiding")
        .par("Proefdorp richt zich op de volgende geprioriteerde thema’s:")
        .items("Veilige wijken (inbraak, overlast)", "Aanpak ondermijning", marker="1.")
        .head(1, "2 Veilige wijken")
        .head(2, "Inbraak")
        .par("Over inbraak.")
        .head(1, "3 Aanpak ondermijning")
        .par("Over ondermijning.")
    )
    assert (where(making, "Over inbraak").theme, where(making, "Over inbraak").topic) == ("Veilige wijken", "Inbraak")
    assert where(making, "Over ondermijning").theme == "Aanpak ondermijning"


def test_where_nothing_is_called_a_theme_it_is_the_subject_above_the_subjects_of_policy() -> None:
    making = (
        Making()
        .head(1, "Wijken")
        .head(2, "Inbraak")
        .head(3, "Doelstelling")
        .items("Minder inbraak in de wijken.")
        .head(1, "Zorg")
        .head(2, "Doelstelling")
        .items("Betere zorg in het dorp.")
        .head(1, "Over deze tekst")
        .par("Verzonnen.")
    )
    assert (where(making, "Minder").theme, where(making, "Minder").topic) == ("Wijken", "Inbraak")
    assert (where(making, "Betere").theme, where(making, "Betere").topic) == ("Zorg", None)
    assert where(making, "Verzonnen").theme is None


def test_subjects_that_each_hold_a_table_of_actions_are_the_themes() -> None:
    making = Making().head(1, "Leeswijzer").par("Dit plan hoort bij een groter plan.")
    for theme in ("1. Buurten", "2. Ondermijning"):
        making.head(1, theme).table([["Maatregel", "Trekker"]], [[f"Toezicht bij {theme[3:]}", "politie"]])
    making.head(1, "3. Digitaal").items("Wij houden ieder kwartaal een spreekuur.")
    making.head(1, "4. Achteraf gezien").par("Veel ging goed.")
    assert [where(making, f"Toezicht bij {name}").theme for name in ("Buurten", "Ondermijning")] == [
        "Buurten",
        "Ondermijning",
    ]
    assert where(making, "spreekuur").theme == "Digitaal"
    assert where(making, "Veel ging goed").theme is None


def test_an_unknown_heading_that_returns_under_every_topic_is_a_kind_of_text() -> None:
    making = Making().head(1, "Thema 1: Wijken")
    for topic in ("Inbraak", "Overlast", "Verkeer"):
        making.head(2, topic).head(3, "Logboek").items(
            f"Zes lessen over {topic.lower()} zijn gegeven.", "De actie is klaar."
        )
    making.head(2, "Jeugd").head(3, "Achtergrond van jongeren").items("Twee lessen zijn gegeven.")
    assert where(making, "lessen over verkeer").section_class is SectionClass.RESULT
    assert where(making, "lessen over verkeer").topic == "Verkeer"
    assert where(making, "Twee lessen").section_class is not SectionClass.RESULT


def test_a_sentence_that_introduces_list_points_is_their_heading() -> None:
    making = (
        Making()
        .head(1, "Thema 1: Wijken")
        .par("Dit speelt in elke wijk.")
        .par("Onze inzet op woonoverlast:")
        .items("Buurtbemiddeling blijft gratis.", "De wijkagent loopt mee.")
        .par("Dat was het.")
    )
    inside = where(making, "Buurtbemiddeling")
    assert (inside.section_class, inside.topic) == (SectionClass.ACTION, "woonoverlast")
    assert inside.path[-1] == "Onze inzet op woonoverlast"
    assert where(making, "Onze inzet") == inside
    assert where(making, "Dat was het").section_class is SectionClass.THEME
    assert where(making, "Dit speelt").section_class is SectionClass.THEME


def test_a_sentence_that_only_ends_in_a_colon_is_no_heading() -> None:
    making = Making().head(1, "Inbraak").par("De cijfers zijn als volgt opgebouwd:").items("aangiften", "meldingen")
    assert where(making, "aangiften").path == ("Jaarplan Veiligheid 2021", "Inbraak")


def test_every_block_but_headings_is_bound_once_and_in_order() -> None:
    making = plan()
    bound = [entry.block for entry in structure(document(), making.blocks)]
    assert bound == [b for b in making.blocks if b.kind != "heading"]


# -- Ambitions ---


def ambitions(*heads: tuple[int, str]) -> Making:
    making = Making().head(1, "Kadernota").head(2, "2 Waar staan we?").par("Het gaat goed.").head(2, "3 Onze ambities")
    for level, head in heads:
        making.head(level, head)
    making.par("De haven is mooi.").head(5, "In het kort").par("Rust aan het water.")
    making.head(5, "Wat willen we bereiken?").items("Minder lawaai.")
    making.head(5, "Wat gaan we doen?").items("We plaatsen lampen.")
    return making


@pytest.mark.parametrize(
    "heads",
    [
        [(3, "Ambitie 1: Een rustige haven")],
        [(3, "Ambitie 1. Een rustige haven")],
        [(3, "3.1 Opgave 1 Een rustige haven")],
        [(3, "Ambitie 1"), (4, "Een rustige haven")],
        [(3, "Pijler 1"), (3, "Een rustige haven")],
        [(3, "Programmalijn 1"), (4, "Een rustige haven")],
    ],
)
def test_a_numbered_ambition_below_a_chapter_is_a_theme(heads: list[tuple[int, str]]) -> None:
    making = ambitions(*heads)
    for words, found in (
        ("De haven is mooi", SectionClass.THEME),
        ("Rust aan het water", SectionClass.CONTEXT),
        ("Minder lawaai", SectionClass.GOAL),
        ("We plaatsen lampen", SectionClass.ACTION),
    ):
        section = where(making, words)
        assert (section.theme, section.topic, section.section_class) == ("Een rustige haven", None, found)


def test_an_ambition_in_a_plan_with_themes_is_a_goal_of_its_theme() -> None:
    making = Making().head(1, "Thema 1: Wonen").head(2, "Ambitie 1: Minder inbraak").par("De inbraken dalen.")
    section = where(making, "De inbraken")
    assert (section.theme, section.section_class) == ("Wonen", SectionClass.GOAL)


def test_ambitions_that_hold_no_actions_are_goals() -> None:
    making = Making().head(1, "Kadernota").head(2, "Ambitie 1: Minder inbraak").par("De inbraken dalen.")
    assert where(making, "De inbraken").section_class is SectionClass.GOAL


def test_the_word_ambities_alone_waits_for_no_title() -> None:
    making = Making().head(1, "Kadernota").head(2, "Ambities").head(3, "Wonen").par("De inbraken dalen.")
    section = where(making, "De inbraken")
    assert (section.path[-2:], section.section_class) == (("Ambities", "Wonen"), SectionClass.GOAL)


def test_a_menus_heading_is_not_above_the_sections_after_it() -> None:
    making = Making().head(1, "Thema 1: Haven").head(2, "Op deze pagina").head(2, "Wat gaan we doen?").items("Lampen.")
    assert where(making, "Lampen").path[-2:] == ("Thema 1: Haven", "Wat gaan we doen?")
