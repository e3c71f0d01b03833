"""The embedder: prefixes, order, long texts, other models than the bundled one, and what it says when there is none."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.embedding import Embedder, Prefixes, load_embedder
from corpus.errors import ModelError
from corpus.settings import BUNDLED_MODEL, Settings, read_settings

ROOT = Path(__file__).resolve().parents[2]

SENTENCES = (
    "De raad stelt het plan vast.",
    "Politie en gemeente werken samen aan veilige wijken, met inzet van buurtadviseurs en camera's.",
    "Ja.",
    "De aanpak van ondermijning vraagt om een weerbare organisatie.",
    "",
)


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a real but very small BERT in the plain Hugging Face form, as many models on the hub have."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("hub") / "tiny-model"
    words = "[PAD] [UNK] [CLS] [SEP] [MASK] query passage : de raad het plan stelt vast . gemeente politie".split()
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=32,
    ).save_pretrained(folder)
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
    )
    BertModel(config).save_pretrained(folder)
    return folder


def load(model: Path | str, tmp_path: Path) -> Embedder:
    return load_embedder(read_settings({"EMBEDDING_MODEL": str(model), "MODELS_DIR": str(tmp_path)}))


def test_rows_are_float32_of_length_1_in_the_order_of_the_texts(embedder: Embedder) -> None:
    vectors = embedder.passages(SENTENCES)
    assert vectors.shape == (len(SENTENCES), embedder.dimension) == (5, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(5), abs=1e-6)
    for sentence, vector in zip(SENTENCES, vectors, strict=True):
        assert embedder.passages([sentence])[0] == pytest.approx(vector, abs=1e-5)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.passages([]).shape == (0, 384)


def test_question_and_passage_have_their_own_prefix(embedder: Embedder) -> None:
    assert embedder.prefixes == Prefixes(query="query: ", passage="passage: ")
    text = "De raad stelt het plan vast."
    assert float(embedder.query(text) @ embedder.passages([text])[0]) < 0.99


def test_a_question_finds_its_passage(embedder: Embedder) -> None:
    vectors = embedder.passages(SENTENCES)
    assert int(np.argmax(vectors @ embedder.query("Met wie werkt de politie aan de wijken?"))) == 1


def test_progress_counts_up_to_the_number_of_texts(embedder: Embedder) -> None:
    seen: list[int] = []
    embedder.passages([f"zin {i} " * (i % 7 + 1) for i in range(70)], on_progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 70
    assert len(seen) > 1


def test_the_end_of_a_long_text_counts(embedder: Embedder) -> None:
    begin = "De wethouder spreekt over straatverlichting en fietspaden in de wijk. " * 40  # over 512 tokens
    end = "Cybercriminaliteit neemt toe; ouderen krijgen voorlichting over phishing. " * 40
    vectors = embedder.passages([begin, begin + end])
    question = embedder.query("phishing bij ouderen")
    assert vectors[1] @ question > vectors[0] @ question + 0.01
    assert np.linalg.norm(vectors[1]) == pytest.approx(1, abs=1e-6)


@given(words=st.lists(st.sampled_from(["veiligheid", "de", "a", "ondermijning", "€5", "½"]), min_size=0, max_size=900))
def test_parts_of_a_text_join_to_the_text_and_fit(words: list[str], embedder: Embedder) -> None:
    text = " ".join(words)
    [read] = embedder.tokens([text])
    assert [a < b for a, b in read.offsets] == [True] * len(read.offsets)
    assert all(first[1] <= second[0] + 1 for first, second in zip(read.offsets, read.offsets[1:], strict=False))
    covered = "".join(text[start:end] for start, end in read.offsets)
    assert "".join(covered.split()) == "".join(words)  # nothing is cut off and nothing is read twice


def test_token_vectors_point_into_the_text(embedder: Embedder) -> None:
    text = "De burgemeester (½ jaar) beslist."
    [passage] = embedder.tokens([text])
    assert [text[start:end].strip() for start, end in passage.offsets] == [
        *("De", "burgemeester", "(", "½", "jaar", ")", "beslis", "t", ".")
    ]
    assert passage.vectors.shape == (len(passage.tokens), 384)
    assert np.linalg.norm(passage.vectors, axis=1) == pytest.approx(np.ones(len(passage.tokens)), abs=1e-5)
    [question] = embedder.tokens([text], query=True)
    assert question.tokens == passage.tokens
    assert not np.allclose(question.vectors, passage.vectors, atol=1e-2)


def test_a_lone_surrogate_is_no_crash(embedder: Embedder) -> None:
    assert np.isfinite(embedder.query("wat \ud800 is dit?")).all()
    assert np.isfinite(embedder.passages(["\udcff"])).all()


def test_a_remembered_question_cannot_be_changed(embedder: Embedder) -> None:
    first = embedder.query("Wie is verantwoordelijk?")
    assert embedder.query("Wie is verantwoordelijk?") is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 1


def test_threads_get_the_same_vectors(embedder: Embedder) -> None:
    questions = [f"Wat doet de gemeente in {2000 + i % 10} aan {'veiligheid ' * (i % 5)}?" for i in range(40)]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(embedder.query, questions))
    for question, vector in zip(questions, together, strict=True):
        assert embedder.passages([question]).shape == (1, 384)
        assert embedder.query(question) == pytest.approx(vector, abs=1e-6)


def test_a_model_in_a_folder_is_loaded_and_used(tiny_model: Path, tmp_path: Path) -> None:
    model = load(tiny_model, tmp_path)
    assert model.dimension == 16
    assert model.prefixes == Prefixes()  # it does not say that it wants any
    vectors = model.passages(["de raad stelt het plan vast .", "politie", "gemeente"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-6)
    assert model.query("politie") == pytest.approx(vectors[1], abs=1e-5)
    assert model.passages(["politie " * 200])[0] @ vectors[1] > 0.5  # longer than its 32 positions


def test_an_e5_model_is_known_by_its_name(tiny_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "e5-klein-nl"
    folder.symlink_to(tiny_model)
    assert load(folder, tmp_path).prefixes == Prefixes(query="query: ", passage="passage: ")
    other = tmp_path / "mode5-klein"
    other.symlink_to(tiny_model)
    assert load(other, tmp_path).prefixes == Prefixes()


def test_a_models_own_prompts_go_before_its_name(tiny_model: Path, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    folder = tmp_path / "e5-met-eigen-voorvoegsels"
    SentenceTransformer(str(tiny_model), prompts={"query": "vraag: ", "document": "stuk: "}).save(str(folder))
    assert load(folder, tmp_path).prefixes == Prefixes(query="vraag: ", passage="stuk: ")


def test_fingerprint_follows_weights_tokenizer_and_prefixes(tiny_model: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    def variant(name: str) -> Path:
        (tmp_path / name).mkdir()
        folder = tmp_path / name / "tiny-model"
        folder.mkdir()
        for file in tiny_model.iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
        return folder

    same, weights, tokens = variant("same"), variant("weights"), variant("tokens")
    tensors = load_file(weights / "model.safetensors")
    tensors["embeddings.word_embeddings.weight"][9, 0] += 0.01
    save_file(tensors, weights / "model.safetensors", metadata={"format": "pt"})
    tokenizer = json.loads((tokens / "tokenizer.json").read_text())
    vocabulary = tokenizer["model"]["vocab"]
    vocabulary["politie"], vocabulary["gemeente"] = vocabulary["gemeente"], vocabulary["politie"]
    (tokens / "tokenizer.json").write_text(json.dumps(tokenizer))

    original = load(tiny_model, tmp_path).fingerprint
    assert original.startswith("tiny-model@")
    assert load(same, tmp_path).fingerprint == original
    assert load(weights, tmp_path).fingerprint != original
    assert load(tokens, tmp_path).fingerprint != original


def test_fingerprint_of_the_bundled_model_is_the_same_on_every_machine(embedder: Embedder) -> None:
    assert embedder.fingerprint == "bundled:multilingual-e5-small@c4a87f7953b6847d"


class Hub(BaseHTTPRequestHandler):
    """Just enough of a model hub: what a repository holds, and its files."""

    folder: Path
    commit = "0123456789abcdef0123456789abcdef01234567"

    def do_HEAD(self) -> None:
        self.answer(body=False)

    def do_GET(self) -> None:
        self.answer(body=True)

    def answer(self, *, body: bool) -> None:
        path = self.path.partition("?")[0]
        file = self.folder / path.rpartition("/")[2]
        if path.startswith("/api/models/example/tiny-model") and "/tree/" not in path:
            names = [{"rfilename": name.name} for name in self.folder.iterdir()]
            self.reply(
                200, json.dumps({"id": "example/tiny-model", "sha": self.commit, "siblings": names}).encode(), body
            )
        elif path.startswith("/example/tiny-model/resolve/") and file.is_file():
            self.reply(200, file.read_bytes(), body)
        else:
            self.reply(200 if path == "/" else 404, b"", body)

    def reply(self, status: int, content: bytes, body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Repo-Commit", self.commit)
        self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
        if status == 404:
            self.send_header("X-Error-Code", "EntryNotFound")
        self.end_headers()
        if body:
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.slow
def test_a_name_on_the_hub_is_downloaded_once_and_then_needs_no_hub(tiny_model: Path, tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("TinyHub", (Hub,), {"folder": tiny_model}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    script = (
        "import os; from corpus.embedding import load_embedder; from corpus.settings import read_settings\n"
        "model = load_embedder(read_settings(os.environ))\n"
        "print(model.fingerprint, float(model.query('politie')[0]))"
    )
    environ = {k: v for k, v in os.environ.items() if k != "HF_HUB_OFFLINE"} | {
        "HF_ENDPOINT": f"http://127.0.0.1:{server.server_port}",
        "HF_HOME": str(tmp_path),
        "EMBEDDING_MODEL": "example/tiny-model",
    }

    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", script]
        return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=300)

    try:
        first = run()
    finally:
        server.shutdown()
        server.server_close()
    assert first.returncode == 0, first.stderr
    local = load(tiny_model, tmp_path)
    fingerprint, value = first.stdout.split()
    assert fingerprint == local.fingerprint
    assert float(value) == pytest.approx(float(local.query("politie")[0]), abs=1e-5)
    assert run().stdout == first.stdout


@pytest.mark.parametrize("name", ["example/no-such-model", "/no/such/folder", "bestaat-niet"])
def test_a_model_that_cannot_be_had_is_one_clear_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="EMBEDDING_MODEL") as raised:
        load(name, tmp_path)
    assert name in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_broken_folder_is_one_clear_line(tiny_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stuk"
    folder.mkdir()
    for file in tiny_model.iterdir():
        (folder / file.name).write_bytes(file.read_bytes()[:40])
    with pytest.raises(ModelError, match="stuk"):
        load(folder, tmp_path)


def test_a_model_that_gives_no_numbers_is_refused(tiny_model: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = tmp_path / "leeg"
    folder.mkdir()
    for file in tiny_model.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    tensors = load_file(folder / "model.safetensors")
    tensors["embeddings.word_embeddings.weight"][:] = float("nan")
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match="geen bruikbare vector"):
        load(folder, tmp_path).query("politie")


def test_code_that_comes_with_a_model_is_not_run(tiny_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "met-code"
    folder.mkdir()
    for file in tiny_model.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    trap = tmp_path / "it-ran"
    (folder / "evil.py").write_text(f"open({str(trap)!r}, 'w')\nclass Evil: ...\n")
    config = json.loads((folder / "config.json").read_text())
    config |= {"model_type": "evil", "auto_map": {"AutoConfig": "evil.Evil", "AutoModel": "evil.Evil"}}
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelError):
        load(folder, tmp_path)
    assert not trap.exists()


def test_importing_loads_no_torch() -> None:
    script = "import sys, corpus.embedding, corpus.bundled_model; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_settings_name_the_bundled_model(models: Path) -> None:
    settings: Settings = read_settings({})
    assert settings.embedding_model == BUNDLED_MODEL
    assert settings.models == models
