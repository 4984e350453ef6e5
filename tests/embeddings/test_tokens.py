"""Tokens packed and compared: what is found by four steps a number is what the whole vectors find."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.encoder import SentenceTransformerEncoder
from embeddings.tokens import A_BYTE, LEAST, NOT_KNOWN, Met, each, least, packed


def units(shape: tuple[int, int], seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal(shape).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def met(asked: np.ndarray, sentences: list[bytes]) -> np.ndarray:
    return least(each(asked, sentences), len(sentences))


@given(st.integers(0, 9), st.integers(1, 50))
def test_a_token_takes_two_bits_a_number(count: int, wide: int) -> None:
    assert len(packed(units((count, wide)))) == count * -(-wide // A_BYTE)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 1000))
def test_what_is_told_is_near_to_what_the_whole_vectors_tell(asked: int, held: int, seed: int) -> None:
    question, sentence = units((asked, 384), seed), units((held, 384), seed + 1)
    whole = np.sort((question @ sentence.T).max(axis=1))[:LEAST].mean()
    assert met(question, [packed(sentence)])[0] == pytest.approx(whole, abs=0.1)


def test_the_least_met_decide() -> None:
    question = units((6, 384))
    most, half = packed(question), packed(question[:3])
    told = met(question, [half, most, packed(units((9, 384), 7))])
    assert told[1] > 0.9 > 0.5 > told[0] and told.argmax() == 1


def test_a_sentence_without_tokens_is_as_the_others_are_on_average() -> None:
    question = units((4, 384))
    told = met(question, [packed(question), b"", packed(units((5, 384), 3))])
    assert told[1] == pytest.approx((told[0] + told[2]) / 2)
    assert met(question, [b"", b""]).tolist() == [0, 0]
    assert met(question[:0], [packed(question)]).tolist() == [0]
    assert met(question, []).shape == (0,)


def test_what_is_met_elsewhere_counts_at_least_so_much() -> None:
    one = Met(np.array([0.9, 0.1, 0.2, 0.7], np.float32), [(0, 2), (3, 5), (6, 8), (9, 11)])
    assert one.least([], 0.5) == pytest.approx((0.1 + 0.2 + 0.7) / 3)
    assert one.least([(3, 5)], 0.5) == pytest.approx((0.2 + 0.5 + 0.7) / 3)
    assert one.least([(0, 2)], 0.5) == one.least([], 0.5)
    assert NOT_KNOWN.least([(0, 2)], 0.5) == 0.0


def test_a_sentence_that_holds_each_thing_asked_for_meets_the_question_best(
    encoder: SentenceTransformerEncoder,
) -> None:
    asked = encoder.encode_questions_with_tokens(["How many ships did the blockade stop?"])[0]
    _, tokens = encoder.encode_passages_with_tokens(
        [
            "The blockade was discussed by the ministers for hours.",
            "Forty vessels were turned back by the blockade.",
            "The blockade was lifted because of the storm.",
        ]
    )
    assert met(asked.tokens, tokens).argmax() == 1


def test_which_word_of_a_question_a_sentence_meets_is_told_by_its_place(encoder: SentenceTransformerEncoder) -> None:
    question = "When did the ship return to harbour?"
    asked = encoder.encode_questions_with_tokens([question])[0]
    assert [question[start:end] for start, end in asked.spans] == question.replace("?", " ?").split()
    _, tokens = encoder.encode_passages_with_tokens(["The vessel came back on Monday.", "The ship is made of steel."])
    back, steel = (Met(cosines, asked.spans) for cosines in each(asked.tokens, tokens).values())
    returned, ship = (question.index(word) for word in ("return", "ship"))
    assert back.at(returned, returned + 6) > steel.at(returned, returned + 6)
    assert steel.at(ship, ship + 4) > back.at(ship, ship + 4)


def test_of_words_outside_a_question_and_of_sentences_without_tokens_nothing_is_told() -> None:
    asked = units((2, 384))
    told = each(asked, [packed(asked), b""])
    assert list(told) == [0]
    assert Met(told[0], ((0, 4), (5, 9))).at(10, 12) is None
    assert Met(told[0], ()).at(0, 4) is None
