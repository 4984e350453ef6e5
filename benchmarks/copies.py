"""When a text repeats another: generated copies against different articles and reports that share quotes.

``python -m benchmarks copies [DIR ...]``: the articles are the seeds and the text files of the folders named. All
pairs of them are different articles; a copy is one of them made worse in one of the ways of ``WAYS``; a report is one
of them that quotes another at length.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from bot.record.copies import REPEATS
from bot.settings import load_settings
from embeddings import sketch
from embeddings.clean import clean
from embeddings.decode import decode
from embeddings.sketch import Sketch, repeated
from embeddings.synonyms import words

RUNS = (3, 4, 5)
THRESHOLDS = (0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
QUOTED = (0.1, 0.2, 0.3, 0.4, 0.5)
"""Shares of a report's words that it takes from another article."""
SEED = 9

Sentences = Sequence[str]
Measure = Callable[[Sketch, Sketch], float]


class Pair(NamedTuple):
    """Two texts in sentences, what the second is to the first, and whether it repeats it."""

    one: Sentences
    other: Sentences
    kind: str
    copy: bool


def main(folders: Sequence[str] = ()) -> None:
    pairs = list(pairs_of(articles_of([load_settings().seeds_dir, *map(Path, folders)]), random.Random(SEED)))
    print(f"{len(pairs)} pairs, {sum(pair.copy for pair in pairs)} of them copies")
    for run in RUNS:
        figures = figures_of(pairs, run, repeated)
        report(f"share of one in the other, runs of {run} words", pairs, figures)
    report("likeness (Jaccard), runs of 4 words", pairs, figures_of(pairs, 4, likeness))
    print(f"in use: runs of {sketch.RUN} words, {REPEATS:.0%}")


def articles_of(folders: Sequence[Path]) -> dict[str, Sentences]:
    """The prose of each text file, in sentences."""
    files = [file for folder in folders for file in sorted(folder.glob("*.txt"))]
    texts = ((file.stem, clean(decode(file.read_bytes(), file.name))) for file in files)
    return {stem: [text.words(s.start, s.end) for s in text.sentences] for stem, text in texts}


def pairs_of(articles: Mapping[str, Sentences], dice: random.Random) -> Iterator[Pair]:
    """Different articles, copies of each, and reports that quote each."""
    for one, other in combinations(articles.values(), 2):
        yield Pair(one, other, "different articles", False)
    for name, article in articles.items():
        others = [sentence for other, text in articles.items() if other != name for sentence in text]
        for way, change in WAYS.items():
            yield Pair(article, change(article, others, dice), way, True)
        quotes = [s for s in article if re.search(r"[“\"].{40,}[”\"]", s)] or list(article)
        for share in QUOTED:
            yield Pair(article, report_of(quotes, others, share, dice), f"report, {share:.0%} quoted", False)


def report_of(quotes: Sentences, others: Sentences, share: float, dice: random.Random) -> Sentences:
    """Another article's sentences with so large a share of words from ``quotes`` among them."""
    taken = dice.sample(list(quotes), min(len(quotes), 8))
    length = sum(len(words(sentence)) for sentence in taken) * (1 - share) / share
    start = dice.randrange(len(others))
    own: list[str] = []
    for sentence in (*others[start:], *others[:start]):
        if sum(len(words(s)) for s in own) >= length:
            break
        own.append(sentence)
    mixed = own + taken
    dice.shuffle(mixed)
    return mixed


def cut(article: Sentences, share: float = 0.6) -> Sentences:
    """The beginning of an article, as agencies' texts are cut."""
    return article[: max(1, round(len(article) * share))]


def replaced(article: Sentences, others: Sentences, share: float, dice: random.Random) -> Sentences:
    """So large a share of the words, at random, replaced by words of other articles."""
    pool = [word for sentence in others for word in words(sentence)]
    return [
        " ".join(dice.choice(pool) if dice.random() < share else word for word in words(sentence))
        for sentence in article
    ]


def inserted(article: Sentences, others: Sentences, number: int, dice: random.Random) -> Sentences:
    """So many sentences of others at random places."""
    mixed = list(article)
    for sentence in dice.sample(list(others), number):
        mixed.insert(dice.randrange(len(mixed) + 1), sentence)
    return mixed


def surrounded(article: Sentences, others: Sentences, share: float, dice: random.Random) -> Sentences:
    """Teasers of other stories before and behind, so many as make this share of the whole."""
    number = round(len(article) * share / (1 - share))
    around = [dice.choice(others) for _ in range(number)]
    return [*around[: number // 3], *article, *around[number // 3 :]]


WAYS: Mapping[str, Callable[[Sentences, Sentences, random.Random], Sentences]] = {
    "another headline": lambda a, o, d: [d.choice(o), *a[1:]],
    "two sentences inserted": lambda a, o, d: inserted(a, o, 2, d),
    "cut to 60 %": lambda a, o, d: cut(a),
    "cut to 30 %": lambda a, o, d: cut(a, 0.3),
    "5 % of the words replaced": lambda a, o, d: replaced(a, o, 0.05, d),
    "10 % of the words replaced": lambda a, o, d: replaced(a, o, 0.1, d),
    "20 % of the words replaced": lambda a, o, d: replaced(a, o, 0.2, d),
    "furniture, a third of the whole": lambda a, o, d: surrounded(a, o, 1 / 3, d),
    "furniture, half of the whole": lambda a, o, d: surrounded(a, o, 1 / 2, d),
    "cut to 60 %, 10 % replaced, a third furniture": lambda a, o, d: surrounded(
        replaced(cut(a), o, 0.1, d), o, 1 / 3, d
    ),
}


def likeness(one: Sketch, other: Sketch) -> float:
    """What MinHash estimates: the runs that both have, of all that one has."""
    both = len(set(one.distinct.tolist()) & set(other.distinct.tolist()))
    return both / (len(one.distinct) + len(other.distinct) - both or 1)


def figures_of(pairs: Sequence[Pair], run: int, measure: Measure) -> list[float]:
    """How much each pair repeats, by runs of so many words."""
    found: dict[int, Sketch] = {}

    def made(sentences: Sentences) -> Sketch:
        if id(sentences) not in found:
            found[id(sentences)] = Sketch.of_words([word for s in sentences for word in words(s)], run)
        return found[id(sentences)]

    return [measure(made(pair.one), made(pair.other)) for pair in pairs]


def report(title: str, pairs: Sequence[Pair], figures: Sequence[float]) -> None:
    print(f"\n{title}\n  threshold  precision  recall")
    for threshold in THRESHOLDS:
        linked = [pair.copy for pair, figure in zip(pairs, figures, strict=True) if figure >= threshold]
        precision = sum(linked) / len(linked) if linked else 1.0
        print(f"  {threshold:9.2f}  {precision:9.3f}  {sum(linked) / sum(pair.copy for pair in pairs):6.3f}")
    for kind in dict.fromkeys(pair.kind for pair in pairs):
        own = sorted(figure for pair, figure in zip(pairs, figures, strict=True) if pair.kind == kind)
        print(f"  {kind:46} {own[0]:.2f} to {own[-1]:.2f}, median {own[len(own) // 2]:.2f}, {len(own)} pairs")
