"""The writers that can be measured beside each other."""

from __future__ import annotations

import pytest

from corpus.errors import SettingsError
from evals.writers import system_name, writer_named


def test_each_writer_goes_by_its_name() -> None:
    assert writer_named("quotes", {}) is None
    for name in ("scripted:good", "scripted:traitor"):
        writer = writer_named(name, {})
        assert writer is not None
        assert writer.name == name
    named = writer_named("openai:x", {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"})
    assert named is not None
    assert named.name == "openai:x"
    assert len({system_name(n) for n in ("quotes", "scripted:good", "openai:x")}) == 3


@pytest.mark.parametrize("name", ["scripted:", "scripted:beter", "model", "nergens:x"])
def test_one_that_is_not_there_is_named_in_one_line(name: str) -> None:
    with pytest.raises(SettingsError) as caught:
        writer_named(name, {})
    assert "\n" not in str(caught.value)
