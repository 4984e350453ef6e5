"""The process that reads what others wrote: it may hang, burst or die, and the next call is answered."""

import os

import pytest

from bot.sources.worker import Worker
from embeddings.errors import ArticleError


@pytest.fixture(scope="module")
def worker():
    worker = Worker()
    yield worker
    worker.close()


def call(worker, trick, *more, data=b"x", seconds=20.0):
    return worker.call(f"tests.sources.tricks:{trick}", data, "it.html", *more, seconds=seconds)


@pytest.mark.parametrize(
    ("trick", "seconds", "words"),
    [
        ("spins", 0.5, "took too long to read (more than 0.5 s)"),
        ("sleeps", 0.5, "took too long to read"),
        ("eats", 20, "needs too much memory"),
        ("sinks", 20, "nested too deeply"),
        ("crashes", 20, "is damaged"),
        ("is_killed", 20, "needs too much memory"),
        ("leaves", 20, "is damaged"),
        ("talks_on", 20, "is damaged"),
        ("gives_nonsense", 20, "is damaged"),
        ("raises", 20, "is damaged"),
    ],
)
def test_whatever_goes_wrong_is_a_sentence_and_the_next_call_is_answered(worker, trick, seconds, words):
    with pytest.raises(ArticleError) as caught:
        call(worker, trick, seconds=seconds)
    assert str(caught.value).startswith("it.html ") and words in str(caught.value)
    assert call(worker, "echoes", "a", None, data=bytes(3_000_000)) == [3_000_000, "it.html", "a", None]


def test_it_has_no_secrets_and_no_models(worker, monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    worker.close()
    names, torch, there = call(worker, "looks_around")
    assert "DISCORD_TOKEN" not in names and not torch and there


def test_nothing_of_it_is_left(worker):
    call(worker, "echoes")
    process = worker._process
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
