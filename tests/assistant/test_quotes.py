"""Exactness: nothing but the very words passes for a quote."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.quotes import facts, locate, negations, same_words, tokens
from corpus.sentences import sentences

TEXT = (
    "Op 28 februari 2019 is het Actieplan Veiligheid 2019-2022 door de raad vastgesteld. In 2021 voert de gemeente "
    "twaalf integrale controles uit, maar geen controles in het buitengebied. De kosten zijn € 1.250,50; dat is niet "
    "meer dan 12% van het budget."
)
WORDS = [m[0] for m in re.finditer(r"\S+", TEXT)]

runs = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, 12)).map(lambda p: WORDS[p[0] : p[0] + p[1]])


@given(runs)
def test_every_run_of_words_is_found_where_it_stands(words: list[str]) -> None:
    quote = " ".join(words)
    place = locate(quote, TEXT)
    assume(any(c.isalnum() for c in quote))
    assert place is not None
    assert same_words(TEXT[slice(*place)], quote.strip(".,;€ ")) or locate(quote, TEXT[slice(*place)]) is not None


@given(runs, st.data())
def test_a_changed_digit_is_not_found(words: list[str], data: st.DataObject) -> None:
    quote = " ".join(words)
    digits = [i for i, c in enumerate(quote) if c.isdigit()]
    assume(digits)
    i = data.draw(st.sampled_from(digits))
    changed = quote[:i] + str((int(quote[i]) + data.draw(st.integers(1, 9))) % 10) + quote[i + 1 :]
    assume(changed not in TEXT)
    assert locate(changed, TEXT) is None


@given(runs, st.data())
def test_a_dropped_word_is_not_found(words: list[str], data: st.DataObject) -> None:
    assume(len(words) >= 3)
    i = data.draw(st.integers(1, len(words) - 2))
    shorter = " ".join([*words[:i], *words[i + 1 :]])
    assume(shorter not in TEXT)
    assert locate(shorter, TEXT) is None


@given(runs)
def test_words_in_another_order_are_not_found(words: list[str]) -> None:
    turned = " ".join(reversed(words))
    assume(not same_words(turned, " ".join(words)) and len(words) > 1 and turned not in TEXT)
    bare = re.sub(r"[^\w\s]", "", turned).split()
    assume(bare != bare[::-1])
    assert locate(turned, TEXT) is None


@pytest.mark.parametrize(
    "quote",
    [
        "een controles in het buitengebied",  # "geen"
        "dat is meer dan 12% van het budget",  # without "niet"
        "twintig integrale controles",
        "In 2023 voert de gemeente",
        "Actieplan Veiligheid 2018-2022",
        "1.250,5",
        "250,50",
        "28 februari 201",
        "door de Raad vastgesteld",
        "de gemeente. twaalf integrale",
        "",
        "...",
        "€",
    ],
)
def test_what_only_looks_like_it_is_not_found(quote: str) -> None:
    assert locate(quote, TEXT) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("de thema’s van het plan", "de thema's van het plan"),
        ("ﬁnanciële kaders", "financiële kaders"),
        ("veilig\u00adheid", "veiligheid"),
        ("2019–2022", "2019-2022"),
        ("de  raad\nbesluit", "de raad besluit"),
        ("woon-\noverlast", "woonoverlast"),
    ],
)
def test_what_a_typesetter_may_change_is_the_same(quote: str, text: str) -> None:
    assert locate(quote, f"Zie {text}.") is not None


@given(st.text(max_size=200))
def test_tokens_stand_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)


@given(st.text(max_size=300))
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    cut = sentences(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(cut))
    outside = "".join(
        text[e:s] for e, s in zip([0, *[e for _, e in cut]], [*[s for s, _ in cut], len(text)], strict=True)
    )
    assert not outside.strip()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dit gebeurt in 2021. De raad besluit.", 2),
        ("Zie blz. 12 en art. 2.1 van de APV.", 1),
        ("Dit is m.b.t. de raad. Klaar.", 2),
        ("van haar inwoners.Almere richt zich", 2),
        ("1. Ondersteuning burgerparticipatie", 1),
        ("De heer J. Jansen zit voor. Hij leidt.", 2),
    ],
)
def test_dutch_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_facts_are_numbers_dates_amounts_and_names() -> None:
    found = facts("In 2021 gaf Almere € 1.250 uit aan twaalf controles met de politie in Haven.")
    assert {"2021", "almere", "€", "1250", "12", "haven"} <= found
    assert "politie" not in found


def test_negations_are_counted() -> None:
    assert negations("Dit is niet zo, en er is geen budget.") == 2
    assert negations("Een budget is er.") == 0
