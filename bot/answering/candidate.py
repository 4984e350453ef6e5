"""A sentence of the record that may answer, with what speaks for it."""

from dataclasses import dataclass

from embeddings.tokens import NOT_KNOWN, Met

MET = 0.5
"""What it adds to a candidate's score how well it meets each word of the question."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One retrieved sentence.

    ``score`` is the fused retrieval score, ``dense`` the cosine to the question (the better of the sentence's and
    its window's), ``lexical`` the share of the question's words that it holds, all about 0..1. ``stems`` are the
    canonical stems of the sentence, ``near`` those of its paragraph, ``around`` those of title, lead and neighbouring
    paragraphs besides, where a name may stand that the paragraph takes as read; ``seq`` is the sentence's number in
    the index. ``met`` says how well the sentence meets each word of the question, about 0..1, ``words`` how well each
    of them. ``fit`` is the score with what speaks for it besides, by which candidates are put in order, ``before``
    the sentence before one whose subject stands for another.
    """

    article: str
    start: int
    end: int
    paragraph: int
    text: str
    score: float
    dense: float
    stems: frozenset[str]
    near: frozenset[str]
    seq: int = -1
    around: frozenset[str] = frozenset()
    published: str | None = None
    met: float = 0.0
    words: Met = NOT_KNOWN
    fit: float = 0.0
    before: str = ""
    lexical: float = 0.0
