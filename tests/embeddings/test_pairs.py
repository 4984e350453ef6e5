import numpy as np

from embeddings.clean import clean
from embeddings.encoder import SentenceTransformerEncoder
from embeddings.pairs import ARTICLES, ASKED, SENTENCES, Sample, Scores, spread

FERRY = (
    "The harbour reopens\n\nThe ferry to the northern islands sails again on Monday. Captain Olsen said the "
    "ferry was repaired in the dry dock of the harbour. The harbour master expects twelve sailings a day. "
    "Islanders had waited for the ferry since the storm in March.\n"
)
BREAD = (
    "Bread grows dearer\n\nThe price of wheat has risen by a third. Bakers say that a loaf of bread costs "
    "them more flour and more gas for the oven. The bakers' guild wants the tax on bread to fall. A baker in the old "
    "town sells bread of the day before at half the price.\n"
)


def article(number: int, sentences: int) -> str:
    lines = (f"Sentence {at} of article {number} tells of town {at * number}." for at in range(1, sentences + 1))
    return f"Article {number}\n\n" + " ".join(lines)


def test_a_large_record_is_drawn_from_evenly_and_the_same_at_every_call() -> None:
    texts = [clean(article(number, 60)) for number in range(1, 41)]
    sample = Sample.of(texts)
    again = Sample.of(texts)
    assert sample is not None and again is not None and sample.questions == again.questions
    assert np.array_equal(sample.far, again.far)
    assert set(sample.owners) == set(range(ARTICLES)) and len(sample.sentences) <= SENTENCES
    assert len(sample.questions) <= ARTICLES * (ASKED + 1)
    assert {"Article 1", "Article 40"} & set(sample.questions) or "article 40" in sample.questions[-1]
    assert all(sample.owners[far] != asked for far, asked in zip(sample.far, sample.asked, strict=True))
    told = [sample.sentences[at] for at in sample.itself if at >= 0]
    assert told == [q for q, at in zip(sample.questions, sample.itself, strict=True) if at >= 0]
    assert all(sample.owners[at] == asked for at, asked in zip(sample.itself, sample.asked, strict=True) if at >= 0)


def test_one_article_is_too_little() -> None:
    assert Sample.of([]) is None
    assert Sample.of([clean(FERRY), clean("Just one sentence is all that this text has to say today.")]) is None


def test_what_belongs_together_is_nearer_and_no_question_is_held_against_itself(
    encoder: SentenceTransformerEncoder,
) -> None:
    sample = Sample.of([clean(FERRY), clean(BREAD)])
    assert sample is not None
    seen: list[tuple[int, int]] = []
    scores = Scores.of(sample, encoder, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (8, 8) and len(scores.all) == 3 * len(sample.questions)
    assert np.median(scores.own) > np.median(scores.near) >= np.median(scores.far)
    assert scores.own_first > 0.8 and scores.own.max() < 0.99 and np.all(scores.far <= scores.near)


def test_things_are_taken_from_end_to_end() -> None:
    assert spread([1, 2], 3) == [1, 2]
    assert spread(list(range(10)), 3) in ([0, 4, 9], [0, 5, 9])
