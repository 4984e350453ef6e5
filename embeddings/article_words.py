"""The words of one article as searching needs them: counted once, kept as bytes, put together for a whole record."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.lexical import Analyzer
from embeddings.passages import PassageKind
from embeddings.synonyms import words

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word as it is written inside a sentence."""

Numbers = NDArray[np.int32]
_ARRAYS = ("sentence", "starts", "ends", "paragraphs", "lengths", "held", "spelled_counts", "capitals", "lowers")
_TEXTS = ("stems", "spelled", "cased")


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as stored: its number, article and span (code points into the article's raw text)."""

    seq: int
    article: str
    kind: PassageKind
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """The passages of one article, sentences first, each kind in reading order, with the words of its sentences.

    Of n passages: ``seqs`` (n,), ``sentence`` (n,) 1 or 0, ``starts``, ``ends`` and ``paragraphs`` (n,), ``lengths``
    (n,) how many distinct stems each has; ``held`` are these stems one passage after the other, as places in
    ``stems``. ``spelled`` are the distinct words of the whole text as they are written, with their
    ``spelled_counts``. ``cased`` are the words of the sentences in lower case: how often with a capital where nothing
    forces it (``capitals``), and how often without (``lowers``). All words of a kind are one text with blanks between
    them.
    """

    seqs: NDArray[np.int64]
    sentence: Numbers
    starts: Numbers
    ends: Numbers
    paragraphs: Numbers
    stems: str
    held: Numbers
    lengths: Numbers
    spelled: str
    spelled_counts: Numbers
    cased: str
    capitals: Numbers
    lowers: Numbers

    def to_bytes(self) -> bytes:
        """The whole as bytes."""
        arrays = [getattr(self, name) for name in _ARRAYS]
        texts = [getattr(self, name).encode("utf-8", "surrogatepass") for name in _TEXTS]
        head = json.dumps([len(self.seqs), [len(array) for array in arrays], [len(text) for text in texts]]).encode()
        # Padded, so that the numbers behind it stand where a processor likes them.
        head += b" " * (-(len(head) + 1) % 8) + b"\n"
        return b"".join([head, self.seqs.tobytes(), *(array.tobytes() for array in arrays), *texts])

    @classmethod
    def from_bytes(cls, data: bytes) -> "ArticleWords":
        """What ``to_bytes`` made; its arrays are views of the bytes."""
        at = data.index(b"\n") + 1
        count, lengths, sizes = json.loads(data[:at])
        values: dict[str, object] = {"seqs": np.frombuffer(data, np.int64, count, at)}
        at += 8 * count
        for name, length in zip(_ARRAYS, lengths, strict=True):
            values[name] = np.frombuffer(data, np.int32, length, at)
            at += 4 * length
        for name, size in zip(_TEXTS, sizes, strict=True):
            values[name] = data[at : at + size].decode("utf-8", "surrogatepass")
            at += size
        return cls(**values)  # type: ignore[arg-type]


def words_of(
    raw: str, passages: Iterable[StoredPassage], analyzer: Analyzer, searched: str | None = None
) -> ArticleWords:
    """Count the words of an article; ``searched`` are the words it is spelled by, if not those of the raw text."""
    rows = sorted(passages, key=lambda p: (p.kind, p.start))
    stems: dict[str, int] = {}
    held: list[int] = []
    lengths = []
    capitals: Counter[str] = Counter()
    lowers: Counter[str] = Counter()
    for row in rows:
        own: frozenset[str] = frozenset()
        if row.kind == "sentence":
            text = raw[row.start : row.end]
            own = frozenset(analyzer.stems(text))
            _count_case(text, capitals, lowers)
        held += [stems.setdefault(stem, len(stems)) for stem in own]
        lengths.append(len(own))
    spelled = Counter(words(searched or raw))
    cased = list(dict.fromkeys((*capitals, *lowers)))
    return ArticleWords(
        np.array([row.seq for row in rows], dtype=np.int64),
        _numbers(row.kind == "sentence" for row in rows),
        _numbers(row.start for row in rows),
        _numbers(row.end for row in rows),
        _numbers(row.paragraph for row in rows),
        " ".join(stems),
        _numbers(held),
        _numbers(lengths),
        " ".join(spelled),
        _numbers(spelled.values()),
        " ".join(cased),
        _numbers(capitals[word] for word in cased),
        _numbers(lowers[word] for word in cased),
    )


def _count_case(sentence: str, capitals: Counter[str], lowers: Counter[str]) -> None:
    for position, match in enumerate(WORD.finditer(sentence)):
        word = match.group()
        if word[0].isupper():
            capitals[word.lower()] += position > 0
        else:
            lowers[word.lower()] += 1


def _numbers(values: Iterable[int]) -> Numbers:
    return np.array(list(values), dtype=np.int32)
