"""What `python -m evals.ingest_speed` is made of, on little."""

from __future__ import annotations

import numpy as np
import pytest

from evals.ingest_speed import Digests, Recording, main


def test_digests_are_different_vectors_of_length_one() -> None:
    vectors = Digests().passages(["een", "twee", "een"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-6)
    assert (vectors[0] == vectors[2]).all()
    assert (vectors[0] != vectors[1]).any()


def test_the_recording_keeps_what_was_embedded() -> None:
    recording = Recording(Digests())
    assert recording.passages(["een"]).shape == (1, 32)
    assert (recording.fingerprint, recording.texts) == ("digest@1", ["een"])


def test_an_unknown_municipality_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--corpus", "nergens"]) == 2
    assert "nergens" in capsys.readouterr().err
