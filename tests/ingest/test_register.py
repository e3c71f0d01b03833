from __future__ import annotations

import pytest
from hypothesis import given

from corpus.types import ItemKind, RegisterItem, Role, text_under
from ingest.blocks import CleanDocument
from ingest.fields import labels_in, only_labels, without_labels
from ingest.parties import known_parties, parties_of, stated_parties
from ingest.passages import passages
from ingest.prose import is_deed, sentences
from ingest.register import register
from tests.ingest.making import Making, document
from tests.ingest.test_passages import cleaned, matrix


def read(making: Making) -> tuple[RegisterItem, ...]:
    clean = making.done()
    return register(document(), clean, passages(document(), clean).passages)


def who(item: RegisterItem, role: Role = Role.LEAD) -> list[str]:
    return [party.name for party in item.parties if party.role is role]


def only(making: Making, kind: ItemKind) -> RegisterItem:
    (item,) = [item for item in read(making) if item.kind is kind]
    return item


# -- Invariants ---


@given(cleaned())
def test_every_item_stands_in_its_passage_and_says_what_its_span_says(clean: CleanDocument) -> None:
    reading = passages(document(), clean).passages
    by_id = {passage.id: passage for passage in reading}
    pages = {page.number: page for page in clean.pages}
    items = register(document(), clean, reading)
    assert len({item.id for item in items}) == len(items)
    for item in items:
        holder = by_id[item.passage_id]
        words = " ".join(text_under((item.span,), pages).split())
        assert words in item.text or item.text in words
        assert any(
            s.page == item.span.page and s.start <= item.span.start and item.span.end <= s.end for s in holder.spans
        )
        for party in item.parties:
            assert party.name in " ".join(holder.text.split())


@given(cleaned())
def test_the_same_document_gives_the_same_items(clean: CleanDocument) -> None:
    reading = passages(document(), clean).passages
    assert register(document(), clean, reading) == register(document(), clean, reading)


# -- Tables ---


def test_a_row_of_an_action_table_is_an_action_with_its_columns() -> None:
    making = (
        Making()
        .head(1, "Thema 1: Wijken")
        .head(2, "Inbraak")
        .table(
            [["Nr.", "Actie", "Trekker", "Partners", "Planning", "Budget", "Status"]],
            [["1.1", "Sloten uitdelen", "Stadstoezicht", "politie, OM", "Q2 2021", "€ 5.000", "gereed"]],
        )
    )
    item = only(making, ItemKind.ACTION)
    assert (item.text, item.label, item.theme, item.topic) == ("Sloten uitdelen", "1.1", "Wijken", "Inbraak")
    assert (item.planning, item.budget, item.status, item.years) == ("Q2 2021", "€ 5.000", "gereed", (2021,))
    assert (who(item), who(item, Role.PARTNER)) == (["Stadstoezicht"], ["politie", "OM"])


def test_a_merged_trekker_cell_holds_for_every_row() -> None:
    making = (
        Making()
        .head(1, "Acties")
        .table(
            [["Maatregel", "Wie"]], [["Sloten gratis uitdelen", "Stadstoezicht"], ["Lampen in straten plaatsen", "^"]]
        )
    )
    assert [who(item) for item in read(making)] == [["Stadstoezicht"], ["Stadstoezicht"]]


@pytest.mark.parametrize("filler", ["-", "–", "n.v.t.", "n.n.b.", "nog te bepalen", "nnb", "geen"])
def test_a_filler_is_no_party(filler: str) -> None:
    making = Making().head(1, "Acties").table([["Actie", "Trekker"]], [["Sloten uitdelen", filler]])
    assert only(making, ItemKind.ACTION).parties == ()


def test_a_footnote_names_the_one_responsible_for_the_marked_cell_alone() -> None:
    (item,) = read(matrix())
    assert (item.kind, item.text) == (ItemKind.RESPONSIBLE, "Huiselijk geweld")
    assert who(item, Role.RESPONSIBLE) == ["Sociaal Domein"]
    assert item.theme == "Zorg en veiligheid"


# -- List points and labels ---


def test_labels_in_a_list_point_name_its_parties() -> None:
    making = (
        Making()
        .head(1, "Wat gaan wij in 2021 doen?")
        .items("Wij delen sloten uit (trekker: Stadstoezicht; partners: politie en OM; planning: tweede kwartaal).")
    )
    item = only(making, ItemKind.ACTION)
    assert item.text == "Wij delen sloten uit"
    assert (who(item), who(item, Role.PARTNER)) == (["Stadstoezicht"], ["politie", "OM"])
    assert item.planning == "tweede kwartaal"


def test_label_lines_under_a_list_point_say_who_does_it() -> None:
    making = (
        Making()
        .head(1, "Wat gaan wij doen?")
        .items("Wij delen sloten uit.")
        .par("Trekker: Vergunningen, Toezicht en Handhaving")
        .par("Planning: najaar 2022")
        .items("Wij praten met alle buren.")
    )
    first, second = read(making)
    assert who(first) == ["Vergunningen, Toezicht en Handhaving"]
    assert (first.planning, first.years) == ("najaar 2022", (2022,))
    assert (second.parties, second.years) == ((), (2021,))


def test_labels_end_where_the_next_begins() -> None:
    text = "Sloten. Trekker: Stadstoezicht. Partners: politie, OM. Planning: Q1"
    assert [(label.field, label.value) for label in labels_in(text)] == [
        ("trekker", "Stadstoezicht"),
        ("partner", "politie, OM"),
        ("planning", "Q1"),
    ]
    assert without_labels(text, labels_in(text)) == "Sloten."
    assert only_labels("Trekker: Stadstoezicht | Planning: Q1")
    assert not only_labels("Sloten (trekker: Stadstoezicht)")


def test_a_word_with_a_colon_inside_a_sentence_is_no_label() -> None:
    assert labels_in("Wij werken samen met: politie en OM") == ()


def test_goals_and_results_stand_under_their_headings() -> None:
    making = (
        Making()
        .head(1, "Inbraak")
        .head(2, "Doelstelling")
        .items("Minder inbraken dan in 2017.")
        .head(2, "Terugblik 2020")
        .items("Er zijn tien sloten vervangen.")
        .head(2, "Leeswijzer")
        .items("Dit punt zegt niets over acties.")
    )
    assert [(item.kind, item.years) for item in read(making)] == [
        (ItemKind.GOAL, (2021,)),
        (ItemKind.RESULT, (2020,)),
    ]


def test_a_points_own_number_is_its_label_and_a_count_is_not() -> None:
    making = (
        Making()
        .head(1, "Acties 2021")
        .items("Team Wonen plaatst zes hekken.", marker="2.1.3")
        .items("2.1.4 Team Wonen plaatst zes lampen.", "2.000 zandzakken in het dorp opslaan.")
    )
    found = [(item.label, item.text, who(item)) for item in read(making)]
    assert found == [
        ("2.1.3", "Team Wonen plaatst zes hekken.", ["Team Wonen"]),
        ("2.1.4", "Team Wonen plaatst zes lampen.", ["Team Wonen"]),
        (None, "2.000 zandzakken in het dorp opslaan.", []),
    ]


def test_a_footnote_says_who_does_the_marked_action() -> None:
    making = (
        Making()
        .head(1, "Acties 2021")
        .table(
            [["Actie", "Trekker", "Planning"]],
            [["Zes lampen plaatsen*", "-", "mei"], ["Zes hekken plaatsen", "-", "juni"]],
            note="Verantwoordelijk: Team Wonen.",
        )
    )
    found = [(item.text, who(item), who(item, Role.RESPONSIBLE)) for item in read(making)]
    assert found == [("Zes lampen plaatsen", [], ["Team Wonen"]), ("Zes hekken plaatsen", [], [])]


def test_a_table_of_figures_gives_one_figure_per_year_and_its_target_as_a_goal() -> None:
    making = (
        Making()
        .head(1, "Cijfers per jaar")
        .table(
            [["Thema", "Indicator", "Peiljaar 2017", "2020", "2021", "Doel 2022"]],
            [["1. Wijken", "Inbraken per 1.000 woningen", "6,1", "4,0", "-", "3,5"]],
        )
    )
    found = [(item.kind, item.text, item.years, item.base_year, item.unit, item.theme) for item in read(making)]
    name = "Inbraken per 1.000 woningen"
    assert found == [
        (ItemKind.FIGURE, f"{name}: 6,1", (2017,), 2017, "per 1.000 woningen", "Wijken"),
        (ItemKind.FIGURE, f"{name}: 4,0", (2020,), 2017, "per 1.000 woningen", "Wijken"),
        (ItemKind.GOAL, f"{name}: 3,5; Peiljaar 2017: 6,1", (2022,), 2017, "per 1.000 woningen", "Wijken"),
    ]


def test_a_goal_with_its_base_and_target_in_columns_says_all_three() -> None:
    making = (
        Making()
        .head(1, "Doelen")
        .table(
            [["Doel", "Nulmeting (2020)", "Ambitie (2024)"]],
            [["Aandeel jongeren met hulp", "12,5%", "10,5%"], ["Jongeren onder 23 jaar in beeld", "41", "maximaal 25"]],
        )
    )
    assert [(item.kind, item.text, item.years, item.base_year, item.unit) for item in read(making)] == [
        (ItemKind.FIGURE, "Aandeel jongeren met hulp: 12,5%", (2020,), 2020, "%"),
        (ItemKind.GOAL, "Aandeel jongeren met hulp: 10,5%; Nulmeting (2020): 12,5%", (2024,), 2020, "%"),
        (ItemKind.FIGURE, "Jongeren onder 23 jaar in beeld: 41", (2020,), 2020, None),
        (ItemKind.GOAL, "Jongeren onder 23 jaar in beeld: maximaal 25; Nulmeting (2020): 41", (2024,), 2020, None),
    ]


@pytest.mark.parametrize("head", ["Resultaat", "Onderwerp", "Wat"])
def test_names_with_numbers_under_years_are_figures(head: str) -> None:
    making = Making().head(1, "Ondermijning").table([[head, "2019", "2020"]], [["Gesloten panden", "11", "12"]])
    found = [(item.kind, item.text, item.years) for item in read(making)]
    if head == "Wat":  # a column of actions
        assert found == [(ItemKind.ACTION, "Gesloten panden", (2021,))]
    else:
        assert found == [
            (ItemKind.FIGURE, "Gesloten panden: 11", (2019,)),
            (ItemKind.FIGURE, "Gesloten panden: 12", (2020,)),
        ]


@pytest.mark.parametrize("head", ["2020*", "2020 1)", "2020 (raming)"])
def test_a_note_mark_after_a_year_leaves_it_a_year(head: str) -> None:
    making = Making().head(1, "Cijfers").table([["Indicator", "2019", head]], [["Inbraken", "40", "30"]])
    assert [(item.text, item.years) for item in read(making)] == [("Inbraken: 40", (2019,)), ("Inbraken: 30", (2020,))]


def test_amounts_under_years_are_no_figures() -> None:
    making = Making().head(1, "Ondermijning").table([["Onderwerp", "2019", "2020"]], [["Zorg", "€ 1.100", "€ 1.200"]])
    assert read(making) == ()


def test_a_figure_of_half_a_year_says_so() -> None:
    making = Making().head(1, "Cijfers")
    making.table([["Indicator", "1e helft 2020", "1e helft 2021"]], [["Inbraken", "84", "71"]])
    assert [(item.text, item.years, item.base_year) for item in read(making)] == [
        ("Inbraken: 1e helft 2020: 84", (2020,), None),
        ("Inbraken: 1e helft 2021: 71", (2021,), None),
    ]


def test_a_table_of_offices_says_who_answers_for_each_topic() -> None:
    making = (
        Making()
        .head(1, "Bijlage 2: Portefeuillehouders en coördinatoren")
        .table(
            [["Thema", "Portefeuillehouder", "Onderwerp", "Coördinator"]],
            [["1. Wijken", "Burgemeester", "1.1 Inbraak", "Team Wonen"], ["^", "^", "1.2 Overlast", "-"]],
        )
    )
    found = [(item.theme, item.topic, who(item, Role.PORTFOLIO), who(item)) for item in read(making)]
    assert found == [
        ("Wijken", "Inbraak", ["Burgemeester"], ["Team Wonen"]),
        ("Wijken", "Overlast", ["Burgemeester"], []),
    ]


def test_an_action_in_a_reports_table_is_a_result_with_its_status() -> None:
    making = (
        Making()
        .head(1, "Wat hebben we gedaan?")
        .table([["Nr.", "Toelichting", "Status"]], [["1.1", "Zes lampen zijn geplaatst.", "Gereed"]])
    )
    item = only(making, ItemKind.RESULT)
    assert (item.label, item.status) == ("1.1", "Gereed")


def test_a_list_of_themes_is_no_list_of_goals() -> None:
    making = (
        Making()
        .head(1, "Ambitie veiligheid")
        .par("De ambitie is minder overlast in het dorp. Wij richten ons op de volgende thema’s:")
        .items("Veilige wijken en straten (inbraak)", "Zorg en veiligheid (jeugd)")
    )
    assert [item.text for item in read(making)] == ["De ambitie is minder overlast in het dorp."]


def test_a_goal_knows_its_base_year_and_unit() -> None:
    making = (
        Making()
        .head(1, "Doelstelling")
        .par("Het aantal inbraken per 1.000 woningen daalt van 6,1 in 2017 naar 3,5 in 2022.")
    )
    item = only(making, ItemKind.GOAL)
    assert (item.base_year, item.unit, item.years) == (2017, "per 1.000 woningen", (2021,))
    named = Making().head(1, "Ambitie").par("De ambitie uit het Actieplan 2019-2022 blijft minder overlast.")
    assert only(named, ItemKind.GOAL).base_year is None


def test_a_sentence_about_the_text_itself_states_nothing() -> None:
    making = (
        Making().head(1, "Acties 2021").items("De rest van de tekst was niet beschikbaar.", "Wij delen sloten uit.")
    )
    assert [item.text for item in read(making)] == ["Wij delen sloten uit."]


def test_a_goal_beside_its_actions_is_one_goal() -> None:
    making = (
        Making()
        .head(1, "Thema 1: Jeugd")
        .table(
            [["Doel", "Acties", "Wie", "Wanneer"]],
            [
                ["Minder overlast door jeugd", "Straatcoaches inzetten", "Stichting Kompas", "Q2 2023"],
                ["Minder overlast door jeugd", "Ouders aanspreken na meldingen", "Halt / politie", "doorlopend"],
            ],
        )
    )
    found = [(item.kind, item.text, item.years, item.planning, who(item)) for item in read(making)]
    assert found == [
        (ItemKind.ACTION, "Straatcoaches inzetten", (2023,), "Q2 2023", ["Stichting Kompas"]),
        (ItemKind.GOAL, "Minder overlast door jeugd", (2021,), None, []),
        (ItemKind.ACTION, "Ouders aanspreken na meldingen", (2021,), "doorlopend", ["Halt", "politie"]),
    ]


def test_ticked_quarters_are_the_planning() -> None:
    making = (
        Making()
        .head(1, "Maatregelen")
        .table([["Maatregel", "Q1", "Q2", "Q3", "Actiehouder"]], [["Kluisjes controleren", "x", "", "X", "Onderwijs"]])
    )
    item = only(making, ItemKind.ACTION)
    assert (item.planning, who(item)) == ("Q1, Q3", ["Onderwijs"])


def test_each_list_point_in_a_cell_is_an_action() -> None:
    making = (
        Making()
        .head(1, "Overlast")
        .table([["Acties", "Trekker"]], [["• Straatcoaches inzetten\n• Ouders aanspreken", "Team Jeugd"]])
    )
    assert [(i.text, who(i)) for i in read(making)] == [
        ("Straatcoaches inzetten", ["Team Jeugd"]),
        ("Ouders aanspreken", ["Team Jeugd"]),
    ]


def test_a_heading_that_is_an_action_holds_what_stands_under_it() -> None:
    making = (
        Making()
        .head(1, "Thema 1: Ondermijning")
        .head(2, "Actie 1: Bestuurlijke controles")
        .par("Twaalf keer per jaar controleren wij bedrijven.")
        .par("Trekker: team Veiligheid")
        .par("Planning: 2023")
        .head(2, "Actie 2: Bibob bij vastgoed")
        .par("De regie ligt bij Juridische Zaken.")
        .head(2, "Tot slot")
        .par("Dit was het.")
    )
    found = [(i.label, i.text, i.theme, i.topic, i.years, who(i)) for i in read(making)]
    assert found == [
        ("1", "Bestuurlijke controles", "Ondermijning", None, (2023,), ["team Veiligheid"]),
        ("2", "Bibob bij vastgoed", "Ondermijning", None, (2021,), ["Juridische Zaken"]),
    ]


def test_an_action_heading_without_the_word_is_known_by_the_labels_beneath_it() -> None:
    making = (
        Making()
        .head(1, "Wat gaan wij doen?")
        .head(2, "Cameratoezicht uitbreiden")
        .par("Trekker: Stadstoezicht")
        .head(2, "Overlast")
        .par("Dit is een gevoelig onderwerp.")
    )
    assert [(i.text, who(i)) for i in read(making)] == [("Cameratoezicht uitbreiden", ["Stadstoezicht"])]


def test_a_table_of_labels_and_values_is_one_action() -> None:
    making = Making().head(1, "Vastgoed")
    making.table(
        [["Omschrijving", "We toetsen vastgoed aan de Wet Bibob."]],
        [["Trekker", "Juridische Zaken"], ["Planning", "vanaf 2024"], ["Kosten", "€ 15.000"]],
    )
    item = only(making, ItemKind.ACTION)
    assert (item.text, who(item)) == ("We toetsen vastgoed aan de Wet Bibob.", ["Juridische Zaken"])
    assert (item.planning, item.budget, item.years) == ("vanaf 2024", "€ 15.000", (2024,))


def test_who_answers_for_a_theme_is_an_item_of_its_own() -> None:
    making = (
        Making()
        .head(1, "Thema 1: Jeugd")
        .par("Portefeuillehouder: wethouder P. Smit")
        .par("Woninginbraak komt hier niet aan de orde.")
        .head(1, "Portefeuillehouders")
        .items("Jeugd: wethouder P. Smit", "Zorg: burgemeester De Wit")
    )
    found = [(i.theme, i.topic, who(i, Role.PORTFOLIO)) for i in read(making)]
    assert found == [
        ("Jeugd", None, ["wethouder P. Smit"]),
        ("Jeugd", None, ["wethouder P. Smit"]),
        (None, "Zorg", ["burgemeester De Wit"]),
    ]


# -- Prose ---


def test_a_sentence_under_an_action_heading_is_an_action_only_where_it_states_a_deed() -> None:
    making = (
        Making()
        .head(1, "Wat gaan wij in 2021 doen?")
        .par("Woninginbraak heeft grote gevolgen voor bewoners. De buurt voelt zich onveilig.")
        .par("In 2021 plaatsen wij zes camera’s in het centrum. Daarbij letten wij op privacy. Wij starten een cursus.")
    )
    assert [item.text for item in read(making)] == [
        "In 2021 plaatsen wij zes camera’s in het centrum. Daarbij letten wij op privacy.",
        "Wij starten een cursus.",
    ]


def test_an_amount_after_a_definition_is_not_said_of_it() -> None:
    making = (
        Making()
        .head(1, "Wat gaan we doen?")
        .par(
            "Vanaf 1 maart werkt in elke wijk een buurtteam. Een buurtteam bestaat uit acht medewerkers. "
            "De invoering kost eenmalig € 620.000."
        )
    )
    (item,) = read(making)
    assert (item.text, item.budget) == ("Vanaf 1 maart werkt in elke wijk een buurtteam.", None)


def test_two_goals_in_one_paragraph_are_two() -> None:
    making = (
        Making()
        .head(1, "Wat willen we bereiken?")
        .par(
            "Wij streven naar minder dan 720 meldingen in 2026. In 2019 waren het er 900. "
            "Verder willen we dat 15% van de jongeren opnieuw in de fout gaat."
        )
    )
    assert [item.text for item in read(making)] == [
        "Wij streven naar minder dan 720 meldingen in 2026.",
        "Verder willen we dat 15% van de jongeren opnieuw in de fout gaat.",
    ]


def test_a_reason_or_worry_about_a_result_is_none() -> None:
    making = (
        Making()
        .head(1, "Terugblik")
        .par(
            "Van de tien doelen zijn er zeven gehaald. Dat baart ons zorgen. "
            "Het onderzoeksbureau noemt als reden dat er te weinig menskracht was."
        )
    )
    assert next(item.text for item in read(making)).startswith("Van de tien doelen zijn er zeven gehaald.")
    assert not any("reden" in item.text for item in read(making))


def test_several_actions_in_one_paragraph_each_keep_what_is_said_of_them() -> None:
    making = (
        Making()
        .head(1, "Wat gaan wij in 2021 doen?")
        .par(
            "Team Wonen plaatst zes lampen. Hierbij zijn ook de politie en GGD Linge betrokken. Planning: mei - juli. "
            "Dit kost € 2.500. Zes hekken in het park herstellen. (trekker: politie) In de planning staat Q3. "
            "Voor bewoners is dat goed nieuws. Ook gaan we vaker langs bij ouderen."
        )
    )
    found = [(i.text, who(i), who(i, Role.PARTNER), i.planning, i.budget) for i in read(making)]
    assert found == [
        ("Team Wonen plaatst zes lampen.", ["Team Wonen"], ["politie", "GGD Linge"], "mei - juli", "€ 2.500"),
        ("Zes hekken in het park herstellen.", ["politie"], [], "Q3", None),
        ("Ook gaan we vaker langs bij ouderen.", [], [], None, None),
    ]


def test_a_point_that_begins_with_its_partners_is_still_an_action() -> None:
    making = (
        Making()
        .head(1, "Acties 2021")
        .items("Samen met woningcorporatie Thuis stellen we een protocol op.", "Hekken plaatsen. Samen met de politie.")
    )
    found = [(i.text, who(i, Role.PARTNER)) for i in read(making)]
    assert found == [
        ("Samen met woningcorporatie Thuis stellen we een protocol op.", ["woningcorporatie Thuis"]),
        ("Hekken plaatsen.", ["politie"]),
    ]


def test_who_does_it_may_be_said_after_a_colon_or_in_the_next_sentence() -> None:
    making = (
        Making()
        .head(1, "Acties 2021")
        .items("Zes camera's plaatsen: dat doet Team Wonen.", "Hekken plaatsen. Dat doet de politie.")
        .items("Lampen plaatsen: dat doen we zelf.", "Namens de gemeente wijst Team Wonen zes plekken aan.")
    )
    assert [who(i) for i in read(making)] == [["Team Wonen"], ["politie"], [], ["Team Wonen"]]


def test_a_sentence_that_labels_follow_is_an_action_whatever_its_words() -> None:
    making = (
        Making()
        .head(1, "Acties 2021")
        .par("Minder hinder rond het station, ook in de nacht. Trekker: politie. De buurt vroeg hierom.")
    )
    assert [(i.text, who(i)) for i in read(making)] == [
        ("Minder hinder rond het station, ook in de nacht.", ["politie"])
    ]


def test_sentences_keep_abbreviations_and_need_no_space() -> None:
    text = "2. Dit doet o.a. de politie van haar inwoners.Almere is klaar in Q2. Maatregelen volgen."
    assert [text[a:b] for a, b in sentences(text)] == [
        "2. Dit doet o.a. de politie van haar inwoners.",
        "Almere is klaar in Q2.",
        "Maatregelen volgen.",
    ]


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("In 2021 plaatsen wij zes camera’s.", True),
        ("De gemeente gaat vaker controleren.", True),
        ("Oude sloten worden vervangen door nieuwe.", True),
        ("Er komt een meldpunt in elke wijk.", True),
        ("Wij gaan hieronder in op de cijfers.", False),
        ("Wij hebben in 2020 veel gedaan.", False),
        ("De afgelopen jaren zetten wij daar op in.", False),
        ("Woninginbraak heeft grote gevolgen voor bewoners.", False),
        ("Wat gaan wij daaraan doen?", False),
        ("Per 1 maart werkt in elke wijk een buurtteam.", True),
        ("Omdat de overlast toeneemt, plaatsen wij hekken rond het park.", True),
        ("Omdat de regio al een visie vaststelde, waar wij achter staan.", False),
        ("Over drones heeft het college besloten daar voorlopig van af te zien, omdat de regels ontbreken.", False),
        ("Wij gaan geen camera’s plaatsen in het park.", False),
        ("Het college ziet voorlopig af van een samenscholingsverbod.", False),
        ("Een buurtteam bestaat uit zes medewerkers en mag zelf lichte hulp bieden.", False),
        ("Wij starten een team dat bestaat uit zes medewerkers.", True),
        ("Onder overlast verstaan wij gedrag dat anderen hindert.", False),
    ],
)
def test_a_deed_says_that_somebody_will_do_something(sentence: str, states: bool) -> None:
    assert is_deed(sentence) is states


@pytest.mark.parametrize(
    ("sentence", "role", "names"),
    [
        ("Stadstoezicht is trekker van deze actie.", Role.LEAD, ["Stadstoezicht"]),
        ("De politie is trekker van deze actie.", Role.LEAD, ["politie"]),
        ("De regie ligt bij het Zorg- en Veiligheidshuis.", Role.LEAD, ["Zorg- en Veiligheidshuis"]),
        ("Team Jeugd trekt deze actie.", Role.LEAD, ["Team Jeugd"]),
        ("De afdeling Jeugd en Onderwijs is trekker van deze actie.", Role.LEAD, ["afdeling Jeugd en Onderwijs"]),
        ("Het jongerenwerk trekt deze actie.", Role.LEAD, ["jongerenwerk"]),
        ("Trekker is brandweer Averhorst.", Role.LEAD, ["brandweer Averhorst"]),
        ("In 2021 is de politie trekker van deze actie.", Role.LEAD, ["politie"]),
        ("Daarvan is nog niemand trekker.", Role.LEAD, []),
        ("De opdracht is om de trekker te vinden.", Role.LEAD, []),
        ("Waar een trekker is genoemd, bewaakt die de voortgang.", Role.LEAD, []),
        ("Bij elk thema is de portefeuillehouder vermeld.", Role.PORTFOLIO, []),
        ("Hiervoor is Bureau Crisis verantwoordelijk.", Role.RESPONSIBLE, ["Bureau Crisis"]),
        ("Dit gebeurt onder verantwoordelijkheid van het Sociaal Domein.", Role.RESPONSIBLE, ["Sociaal Domein"]),
        (
            "Toezicht en Handhaving is verantwoordelijk voor de uitvoering.",
            Role.RESPONSIBLE,
            ["Toezicht en Handhaving"],
        ),
        ("Portefeuillehouder is burgemeester De Vries.", Role.PORTFOLIO, ["burgemeester De Vries"]),
        ("Dit doen wij samen met de politie, het OM en de GGD.", Role.PARTNER, ["politie", "OM", "GGD"]),
        ("De politie houdt toezicht.", Role.LEAD, []),
        ("Wij zijn verantwoordelijk voor ons dorp.", Role.RESPONSIBLE, []),
    ],
)
def test_only_explicit_words_give_a_party_a_role(sentence: str, role: Role, names: list[str]) -> None:
    found = stated_parties(sentence, known_parties([]))
    assert [party.name for party in found] == names
    assert all(party.role is role for party in found)


# -- Names ---

VALUES = [
    (Role.LEAD, "Vergunningen, Toezicht en Handhaving"),
    (Role.LEAD, "Vergunningen, Toezicht en Handhaving"),
    (Role.LEAD, "Team Jeugd"),
    (Role.PARTNER, "Stichting Warm Welkom"),
]


@pytest.mark.parametrize(
    ("value", "role", "names"),
    [
        ("Vergunningen, Toezicht en Handhaving", Role.LEAD, ["Vergunningen, Toezicht en Handhaving"]),
        (
            "politie, Vergunningen, Toezicht en Handhaving",
            Role.PARTNER,
            ["politie", "Vergunningen, Toezicht en Handhaving"],
        ),
        ("Zorg- en Veiligheidshuis", Role.PARTNER, ["Zorg- en Veiligheidshuis"]),
        ("Team Jeugd en politie", Role.LEAD, ["Team Jeugd", "politie"]),
        ("Natuur en Milieu", Role.LEAD, ["Natuur en Milieu"]),
        ("Natuur en Milieu", Role.PARTNER, ["Natuur en Milieu"]),
        ("Bond A, Bond B en Bond C", Role.PARTNER, ["Bond A", "Bond B", "Bond C"]),
        ("OM / politie; Stichting Warm Welkom", Role.PARTNER, ["OM", "politie", "Stichting Warm Welkom"]),
        ("de politie", Role.LEAD, ["politie"]),
        ("Politie (basisteam)", Role.LEAD, ["Politie"]),
        ("Gemeente (team Wonen)", Role.LEAD, ["Gemeente (team Wonen)"]),
        ("de gemeente (Zorg, Jeugd en Werk)", Role.LEAD, ["gemeente (Zorg, Jeugd en Werk)"]),
        ("Gemeente", Role.LEAD, ["Gemeente"]),
        ("De gemeente", Role.RESPONSIBLE, ["gemeente"]),
        ("Gemeente (n.t.b.)", Role.LEAD, ["Gemeente"]),
        ("Gemeente (trekker)", Role.LEAD, ["Gemeente"]),
        ("gemeente, politie", Role.PARTNER, ["gemeente", "politie"]),
        ("Gemeente en Natuur en Milieu", Role.LEAD, ["Gemeente", "Natuur en Milieu"]),
        ("wij", Role.LEAD, []),
        ("Bond A, De Vlieger", Role.PARTNER, ["Bond A", "De Vlieger"]),
        ("Het Anker", Role.LEAD, ["Het Anker"]),
        ("Het Openbaar Ministerie", Role.LEAD, ["Openbaar Ministerie"]),
        ("De GGD", Role.LEAD, ["GGD"]),
        ("De Stichting Buren", Role.LEAD, ["Stichting Buren"]),
    ],
)
def test_a_value_is_cut_only_where_its_parts_are_names(value: str, role: Role, names: list[str]) -> None:
    assert [party.name for party in parties_of(value, role, known_parties(VALUES))] == names


def test_a_municipality_leads_where_a_column_or_label_says_so_and_not_where_it_merely_acts() -> None:
    making = (
        Making()
        .head(1, "Acties")
        .table(
            [["Actie", "Trekker"]],
            [["Sloten gratis uitdelen", "Gemeente (team Wonen)"], ["Lampen in de straten plaatsen", "de gemeente"]],
        )
        .items("Bankjes in het park plaatsen. Trekker: gemeente (Buitenruimte).")
        .par("De gemeente plaatst zes camera's op de Markt.")
    )
    assert [who(item) for item in read(making)] == [
        ["Gemeente (team Wonen)"], ["gemeente"], ["gemeente (Buitenruimte)"], []
    ]  # fmt: skip


def test_sub_points_that_fill_in_a_point_are_no_actions_of_their_own() -> None:
    making = Making().head(1, "Wat gaan we doen?").items("We breiden de buurtwacht uit.")
    making.items("In de Polder komt een vast team, bestaande uit:")
    making.items("een wijkagent,", "twee handhavers,", "een jongerenwerker.", marker="–", level=2)
    making.items("We plaatsen hekken rond het park", level=1).items("Het Westerpark", "Het Oosterpark", level=2)
    assert [item.text for item in read(making)] == [
        "We breiden de buurtwacht uit.",
        "In de Polder komt een vast team, bestaande uit: een wijkagent, twee handhavers, een jongerenwerker.",
        "We plaatsen hekken rond het park",
    ]


def test_announced_sub_points_without_marks_between_them_are_told_apart() -> None:
    making = Making().head(1, "Acties").items("Het team krijgt een vaste plek met:")
    making.items("een spreekkamer", "een balie", level=2)
    (item,) = read(making)
    assert item.text == "Het team krijgt een vaste plek met: een spreekkamer; een balie"


def test_deeds_under_a_heading_in_a_list_stay_actions() -> None:
    making = Making().head(1, "Acties").items("Inbraak:")
    making.items("Extra toezicht in de wijk", "Sloten uitdelen aan bewoners", level=2)
    making.items("We pakken fietsendiefstal aan:", level=1)
    making.items("We plaatsen lokfietsen.", "We graveren fietsen op de markt.", level=2)
    assert [item.text for item in read(making)][-4:] == [
        "Extra toezicht in de wijk",
        "Sloten uitdelen aan bewoners",
        "We plaatsen lokfietsen.",
        "We graveren fietsen op de markt.",
    ]


def test_labels_in_sub_points_say_who_does_the_point() -> None:
    making = Making().head(1, "Acties").items("Wij plaatsen hekken rond het park.")
    making.items("Trekker: Team Groen", "Planning: mei", level=2)
    (item,) = read(making)
    assert (item.text, who(item), item.planning) == ("Wij plaatsen hekken rond het park.", ["Team Groen"], "mei")


# -- Who does not lead ---


def leads_of(*sentences: str) -> dict[str, list[str]]:
    making = Making().head(1, "Thema 1: Jeugd").head(2, "Wat gaan we doen?").par(" ".join(sentences))
    return {item.text: who(item) for item in read(making) if item.kind is ItemKind.ACTION}


def test_the_object_of_a_named_partys_sentence_does_not_lead() -> None:
    named = "Jongerenorganisatie De Vlieger voert het jongerenwerk uit."
    unknown = "Warm Welkom Zuid begeleidt het jongerenwerk."
    assert leads_of(named, unknown) == {named: ["Jongerenorganisatie De Vlieger"], unknown: []}


def test_who_leads_the_whole_theme_does_not_lead_the_action_before_it() -> None:
    making = Making().head(1, "Thema 1: Verkeer").head(2, "Wat gaan we doen?")
    making.par("Samen Veilig Fietsen ondersteunt de scholen. Wethouder Anna Smit is bestuurlijk trekker van dit thema.")
    action, whole = sorted(read(making), key=lambda item: item.kind)
    assert (action.kind, action.parties) == (ItemKind.ACTION, ())
    assert (whole.kind, who(whole, Role.PORTFOLIO)) == (ItemKind.RESPONSIBLE, ["Wethouder Anna Smit"])


def test_who_answers_for_a_part_does_not_answer_for_the_action_before_it() -> None:
    making = Making().head(1, "Thema 1: Zorg").head(2, "Wat gaan we doen?")
    making.par("We richten een meldpunt in. De afdeling Zorg is eindverantwoordelijk voor de opvang.")
    making.par("De coördinatie van de zorgtafel berust bij Stichting Warm.")
    found = [(item.kind, [p.name for p in item.parties]) for item in read(making)]
    assert sorted(found) == [
        (ItemKind.ACTION, []),
        (ItemKind.RESPONSIBLE, ["Stichting Warm"]),
        (ItemKind.RESPONSIBLE, ["afdeling Zorg"]),
    ]


def test_a_name_with_an_article_of_its_own_keeps_it() -> None:
    making = Making().head(1, "Acties")
    making.table([["Actie", "Trekker"]], [["Lampen", "De Vlieger"], ["Sloten", "De afdeling Wonen"]])
    making.par("De Vlieger plaatst drie banken.")
    assert [who(item) for item in read(making)] == [["De Vlieger"], ["afdeling Wonen"], ["De Vlieger"]]


def test_a_plan_that_looks_back_tells_results_only_where_it_does() -> None:
    making = (
        Making()
        .head(1, "Terugblik op 2020")
        .par("Een vol jaar is voorbij. We plaatsten zes lampen. Het werk vraagt veel.")
    )
    assert [item.text for item in read(making)] == ["We plaatsten zes lampen."]
