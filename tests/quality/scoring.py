"""Scores answers against the project's own development questions (questions.toml)."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.answering.answer import Answer

QUESTIONS = Path(__file__).with_name("questions.toml")


@dataclass
class Score:
    """Shares of 0..1; hits count only where the question was answered."""

    hit_1: float = 0.0
    hit_3: float = 0.0
    both_sides: float = 0.0
    wrongly_refused: float = 0.0
    off_topic: float = 0.0
    near_topic: float = 0.0
    false_premise: float = 0.0
    misses: list[str] = field(default_factory=list)


def load() -> list[dict]:
    return tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"]


def holds(answer: Answer, wanted: Iterable[list[str]], first: int) -> list[bool]:
    shown = answer.excerpts[:first]
    return [any(e.article.startswith(article) and words in e.text for e in shown) for article, words in wanted]


def share(values: list[bool]) -> float:
    return sum(values) / max(1, len(values))


def score(answers: dict[str, Answer]) -> Score:
    found: dict[str, list[bool]] = {}
    misses = []
    for question in load():
        answer = answers[question["text"]]
        if not question.get("decline"):
            found.setdefault("refused", []).append(answer.status != "answered")
            if answer.status != "answered":
                misses.append(f"refused: {question['text']} ({answer.note})")
                continue
            if "sides" in question:
                sides = [any(holds(answer, side, 5)) for side in question["sides"]]
                found.setdefault("both", []).append(all(sides))
                if not all(sides):
                    misses.append(f"one side alone: {question['text']}")
                continue
            if question.get("all"):
                found.setdefault("both", []).append(all(holds(answer, question["answers"], 5)))
            for first in (1, 3):
                found.setdefault(f"hit{first}", []).append(any(holds(answer, question["answers"], first)))
            if not found["hit3"][-1]:
                misses.append(f"not among three: {question['text']}")
        elif "correction" in question:
            met = answer.status == "not_in_corpus" or any(holds(answer, question["correction"], 2))
            found.setdefault("premise", []).append(met)
            if not met:
                misses.append(f"premise kept: {question['text']}")
        else:
            kind = "near" if question.get("near") else "off"
            found.setdefault(kind, []).append(answer.status == "not_in_corpus")
            if answer.status != "not_in_corpus":
                misses.append(f"answered ({kind}): {question['text']}")
    return Score(
        hit_1=share(found["hit1"]),
        hit_3=share(found["hit3"]),
        both_sides=share(found["both"]),
        wrongly_refused=share(found["refused"]),
        off_topic=share(found["off"]),
        near_topic=share(found["near"]),
        false_premise=share(found["premise"]),
        misses=misses,
    )
