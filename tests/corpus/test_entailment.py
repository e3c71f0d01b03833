"""An entailment model: a tiny one made here, with transformers itself as the oracle."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    BertConfig,
    BertForSequenceClassification,
    BertTokenizerFast,
)

from corpus.entailment import load_entailment
from corpus.errors import ModelError

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "de", "gemeente", "plaatst", "camera's", "geen", "."]
LABELS = {0: "contradiction", 1: "neutral", 2: "entailment"}


def tiny(folder: Path, labels: dict[int, str]) -> Path:
    """Write a model of two small layers with random weights."""
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(WORDS), encoding="utf-8")
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        id2label=labels, label2id={name: i for i, name in labels.items()}, num_labels=len(labels),
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    torch.nn.init.normal_(model.classifier.weight, std=3.0)
    model.save_pretrained(folder)
    BertTokenizerFast(str(vocabulary)).save_pretrained(folder)
    return folder


@pytest.mark.parametrize("order", [LABELS, {0: "entailment", 1: "not_entailment"}])
def test_the_chance_is_that_of_the_label_entailment(order: dict[int, str], tmp_path: Path) -> None:
    folder = tiny(tmp_path, order)
    premise, claim = "de gemeente plaatst camera's .", "de gemeente plaatst geen camera's ."
    tokens = AutoTokenizer.from_pretrained(folder)(premise, claim, return_tensors="pt")
    with torch.no_grad():
        logits = AutoModelForSequenceClassification.from_pretrained(folder)(**tokens).logits[0]
    expected = float(torch.softmax(logits, 0)[next(i for i, name in order.items() if name == "entailment")])
    model = load_entailment(str(folder))
    assert model.chance(premise, claim) == pytest.approx(expected, abs=1e-4)
    assert model.chance(premise, claim) == model.chance(premise, claim)


def test_a_model_without_that_label_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="geen uitkomst 'entailment'") as caught:
        load_entailment(str(tiny(tmp_path, {0: "positief", 1: "negatief"})))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("file", ["model.safetensors", "config.json", "tokenizer.json"])
def test_a_damaged_model_is_refused_in_one_line(file: str, tmp_path: Path) -> None:
    damaged = tiny(tmp_path, LABELS) / file
    damaged.write_bytes(damaged.read_bytes()[:40])
    with pytest.raises(ModelError, match="SUPPORT_CHECK") as caught:
        load_entailment(str(tmp_path))
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_model_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="SUPPORT_CHECK") as caught:
        load_entailment(str(tmp_path))
    assert "\n" not in str(caught.value)
