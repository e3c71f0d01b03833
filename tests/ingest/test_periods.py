"""Years and periods as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.types import Period
from ingest.periods import part_of_year_in, year_range_in, years_named, years_of_days


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Samenvatting voortgangsrapportage 1e helft 2020", 20200101, 20200630),
        ("Voortgangsrapportage Veiligheid eerste helft 2021", 20210101, 20210630),
        ("Rapportage eerste halfjaar 2021", 20210101, 20210630),
        ("rapportage 2e half jaar van 2020", 20200701, 20201231),
        ("Tweede helft van het jaar 2019", 20190701, 20191231),
        ("voortgang_2021_tweede_helft", 20210701, 20211231),
        ("2020 jan-jun (3e rapportage)", 20200101, 20200630),
        ("januari-juni 2021", 20210101, 20210630),
        ("januari t/m juni 2021", 20210101, 20210630),
        ("juli tot en met december 2020", 20200701, 20201231),
        ("november 2020 - februari 2021", 20201101, 20210228),
        ("december-januari 2021", 20201201, 20210131),
        ("jan. - feb. 2020", 20200101, 20200229),
        ("eerste kwartaal van 2021", 20210101, 20210331),
        ("Q4 2022", 20221001, 20221231),
        ("2021-H2", 20210701, 20211231),
    ],
)
def test_parts_of_a_year(text: str, start: int, end: int) -> None:
    assert part_of_year_in(text) == Period(start, end)


@pytest.mark.parametrize(
    "text", ["derde helft 2021", "2019-2022", "Jaarplan 2021", "HQ 2021", "30 juni 2021", "majan-jun2020", ""]
)
def test_no_part_of_a_year(text: str) -> None:
    assert part_of_year_in(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Actieplan Veiligheid 2019-2022", 2019, 2022),
        ("Integraal Veiligheidsplan 2020 – 2023", 2020, 2023),
        ("van 2019 tot en met 2022", 2019, 2022),
        ("beleidsplan_2025_2028", 2025, 2028),
        ("IVP 2019-’22", 2019, 2022),
        ("IVP 2019-22", 2019, 2022),
        ("2010-2014", 2010, 2014),
    ],
)
def test_ranges_of_years(text: str, first: int, last: int) -> None:
    assert year_range_in(text) == Period.of_years(first, last)


@pytest.mark.parametrize("text", ["2021-03", "2022-2019", "2019-2045", "2021", "20192022", "2021-03-15"])
def test_no_range_of_years(text: str) -> None:
    assert year_range_in(text) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Jaarplan veiligheid 2021", (2021,)),
        ("Voortgangsrapportage 2020 Actieplan 2019-2022", (2020,)),
        ("Jaarplan_2021_def", (2021,)),
        ("20210315_jaarplan", ()),
        ("besluit van 15-11-2017", ()),
        ("nummer 2021.345 en 12021", ()),
        ("2021 en 2020 en 2021", (2021, 2020)),
        ("eerste helft 2021", ()),
        ("2021-03", (2021,)),
        ("RV-66/2020", ()),
    ],
)
def test_years_by_themselves(text: str, years: tuple[int, ...]) -> None:
    assert years_named(text) == years


def test_years_of_days() -> None:
    assert years_of_days("20210315_jaarplan, 2-3-2022 en 2023-01-01") == (2021, 2022, 2023)


@given(st.text(alphabet=st.sampled_from("0123456789-/ _.’'eQHjanfebmrthelft kwartaal"), max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    for period in (part_of_year_in(text), year_range_in(text)):
        assert period is None or period.start <= period.end
    assert all(1900 <= year <= 2099 for year in (*years_named(text), *years_of_days(text)))
