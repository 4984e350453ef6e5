"""The words of many texts as numbers: reckoned on the bytes of them all at once, without a look-up for every word."""

from collections.abc import Sequence
from secrets import randbits

import numpy as np
from numpy.typing import NDArray

CHUNK = 8
"""Bytes of a word that are reckoned with at once."""
LONG = 4 * CHUNK
"""Longer words are few: each is hashed by itself."""
SLOTS = 1 << 18
"""Places among which words are looked for by their hashes: of a large record's words most find one of their own."""
_BLANK = ord(" ")
_SEED = randbits(128)
"""Nobody can make up words that another process takes for the same."""

Hashes = NDArray[np.uint64]
Offsets = NDArray[np.int64]
Places = NDArray[np.int32]


def numbered(texts: Sequence[str]) -> tuple[list[str], Places]:
    """The distinct words of all texts in order, and for each word of the texts its place among these.

    A text is words with single blanks between them, an empty one has none; no word holds a NUL. Two words are taken
    for one where their hashes of 64 bits are the same.
    """
    held = [text for text in texts if text]
    if not held:
        return [], np.zeros(0, dtype=np.int32)
    data = f"{' '.join(held)} ".encode("utf-8", "surrogatepass")
    ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == _BLANK)
    starts = np.concatenate([np.zeros(1, dtype=np.int64), ends[:-1] + 1])
    first = _first_like(_hashes(data, starts, ends))
    new = np.flatnonzero(first == np.arange(len(first), dtype=np.int32))
    place = np.empty(len(first), dtype=np.int32)
    place[new] = np.arange(len(new), dtype=np.int32)
    spans = zip(starts[new].tolist(), ends[new].tolist(), strict=True)
    return [data[start:end].decode("utf-8", "surrogatepass") for start, end in spans], place[first]


def _hashes(data: bytes, starts: Offsets, ends: Offsets) -> Hashes:
    """A hash of each word of ``data``, from where it starts to before where it ends."""
    padded = data + bytes(CHUNK)
    # The eight bytes from any place on as one number.
    chunks = np.ndarray(len(data) + 1, dtype="<u8", buffer=padded, strides=(1,))
    lengths = ends - starts
    kept = np.array([2 ** (8 * count) - 1 for count in range(CHUNK + 1)], dtype=np.uint64)
    factors = _odd(LONG // CHUNK)
    hashes = _mixed(chunks[starts] & kept[np.minimum(lengths, CHUNK)], factors[0])
    for number, factor in enumerate(factors[1:], 1):
        rows = np.flatnonzero(lengths > number * CHUNK)
        left = np.minimum(lengths[rows] - number * CHUNK, CHUNK)
        hashes[rows] = _mixed((chunks[starts[rows] + number * CHUNK] & kept[left]) ^ hashes[rows], factor)
    for row in np.flatnonzero(lengths > LONG).tolist():
        hashes[row] = hash(data[starts[row] : ends[row]]) % 2**64
    return hashes


def _mixed(numbers: Hashes, factor: np.uint64) -> Hashes:
    """Every bit of the numbers in many bits of the result; of different numbers never the same."""
    made = numbers * factor
    made ^= made >> np.uint64(32)
    return made


def _first_like(hashes: Hashes) -> Places:
    """For each hash the place of the first one that is the same."""
    bits = np.uint64(64 - (SLOTS - 1).bit_length())
    slots = np.empty(SLOTS, dtype=np.int32)
    first = np.empty(len(hashes), dtype=np.int32)
    left, own = np.arange(len(hashes), dtype=np.int32), hashes
    factors = np.random.default_rng(_SEED)
    while len(left):
        slot = ((own * _odd(1, factors)[0]) >> bits).view(np.int64)
        # Where several are put into one slot the last stays: from behind that is the first of them.
        slots[slot[::-1]] = left[::-1]
        found = slots[slot]
        first[left] = found
        left = left[hashes[found] != own]
        own = hashes[left]
    return first


def _odd(count: int, chance: np.random.Generator | None = None) -> Hashes:
    """Random odd numbers; without ``chance`` the same ones for the whole process."""
    chance = chance or np.random.default_rng(_SEED)
    return chance.integers(0, 2**64, count, dtype=np.uint64) | np.uint64(1)
