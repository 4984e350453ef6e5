import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.lookahead import Lookahead

AT_ONCE = 8


class Letters:
    """Encodes a text as its length and its first letter, and notes its batches."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self, texts: list[str]) -> list[NDArray[np.float32]]:
        self.batches.append(texts)
        self.gate.wait(5)
        if "bad" in texts:
            raise ValueError("bad")
        return [np.array([len(text), ord(text[0])], dtype=np.float32) for text in texts]


def test_a_lone_question_is_encoded_alone() -> None:
    encode = Letters()
    assert Lookahead(encode, str.strip, AT_ONCE)("words").tolist() == [5, ord("w")]
    assert encode.batches == [["words"]]


def test_expected_questions_are_encoded_with_the_first_and_only_once() -> None:
    encode = Letters()
    ahead = Lookahead(encode, str.strip, AT_ONCE)
    for text in (" one", "three", "two "):
        ahead.expect(text)
    assert [ahead(text).tolist()[0] for text in ("three", "one", "two")] == [5, 3, 3]
    assert encode.batches == [["three", "one", "two"]]
    ahead("one")
    assert encode.batches[1:] == [["one"]]


def test_many_at_once_take_few_batches_and_get_their_own() -> None:
    encode = Letters()
    ahead = Lookahead(encode, str.strip, AT_ONCE)
    texts = [chr(97 + n) * (n + 1) for n in range(26)]
    for text in texts:
        ahead.expect(text)
    with ThreadPoolExecutor(2) as pool:
        vectors = list(pool.map(ahead, texts))
    assert [vector.tolist() for vector in vectors] == [[len(text), ord(text[0])] for text in texts]
    assert sorted(text for batch in encode.batches for text in batch) == sorted(texts)
    assert len(encode.batches) <= 2 + len(texts) // AT_ONCE


def test_an_error_reaches_who_was_in_the_batch_and_nobody_after() -> None:
    encode = Letters()
    ahead = Lookahead(encode, str.strip, AT_ONCE)
    for text in ("bad", "good"):
        ahead.expect(text)
    for text in ("good", "bad"):
        with pytest.raises(ValueError, match="bad"):
            ahead(text)
    assert ahead("good").tolist() == [4, ord("g")]


def test_an_expected_question_that_nobody_asks_keeps_nobody_waiting() -> None:
    encode = Letters()
    ahead = Lookahead(encode, str.strip, AT_ONCE)
    for _ in range(3 * 256):
        ahead.expect("never")
    assert ahead("asked").tolist()[0] == 5
    assert encode.batches == [["asked", "never"]]


def test_an_encoder_that_gains_nothing_by_batches_gets_every_question_alone_and_side_by_side() -> None:
    together = threading.Barrier(3, timeout=10)

    def encode(texts: list[str]) -> list[NDArray[np.float32]]:
        together.wait()
        return [np.array([len(text)], dtype=np.float32) for text in texts]

    ahead = Lookahead(encode, str.strip, 1)
    for text in ("a", "bb", "ccc"):
        ahead.expect(text)
    with ThreadPoolExecutor(3) as pool:
        assert [vector.tolist() for vector in pool.map(ahead, ("a", "bb", "ccc"))] == [[1], [2], [3]]
