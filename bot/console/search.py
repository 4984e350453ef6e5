"""``communique search``: the retriever alone, on the record or on any folder of text files."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from bot.console.contract import dump
from bot.console.pager import paged
from bot.console.plain import plain, say
from bot.console.selecting import selection_of, selection_options
from bot.encoding import encoder_of, ensure_prepared
from bot.errors import UsageError
from bot.progress import bar
from bot.settings import Settings, load_settings
from embeddings.corpus import Corpus, corpus_retriever, read_corpus, search_corpus
from embeddings.encoder import Progress
from embeddings.errors import ArticleError
from embeddings.passages import flat
from embeddings.retriever import DocumentHit, Retriever

SHOWN = 300
SECONDS_BETWEEN_LINES = 15
"""Of progress, where standard error is no terminal."""


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a query file."""

    id: str | int
    text: str


@dataclass(frozen=True, slots=True)
class Searched:
    """What is searched: so many articles at most for each text, and the title and words that are shown of a hit."""

    find: Callable[[Sequence[str], int], list[list[DocumentHit]]]
    shown: Callable[[DocumentHit], tuple[str, str]]


@click.command(short_help="Find articles of the record, or of a folder of text files.")
@click.argument("words", nargs=-1)
@click.option("--corpus", type=click.Path(path_type=Path), help="Folder of text files to search, not the record.")
@click.option("--queries", type=click.Path(path_type=Path), help='File of {"id", "text"} objects, one a line.')
@click.option("-k", "most", default=10, show_default=True, type=click.IntRange(1, 1000), help="Articles a query.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a query on standard output.")
@click.option("--no-cache", is_flag=True, help="Embed everything of the folder again.")
@selection_options
@click.option("--actor", help="Only articles with a position of this actor (an id or a name).")
@paged
def search(
    words: tuple[str, ...],
    corpus: Path | None,
    queries: Path | None,
    most: int,
    as_json: bool,
    no_cache: bool,
    **chosen: Any,  # noqa: ANN401 - as ``selection_of`` takes them
) -> None:
    """Find articles of the record, or of a folder of text files, each with its best passage.

    WORDS is one query; --queries takes many from a file.
    """
    if bool(words) == bool(queries):
        raise UsageError("Give either words to search for or --queries FILE.jsonl.")
    if corpus is not None and any(chosen.values()):
        raise UsageError("--outlet, --since, --until and --actor select from the record: leave --corpus out.")
    questions = read_questions(queries) if queries else [Question("1", " ".join(words))]
    searched = _in_the_record(chosen) if corpus is None else _in_a_folder(corpus, no_cache)
    found = searched.find([question.text for question in questions], most)
    for question, hits in zip(questions, found, strict=True):
        if as_json:
            click.echo(dump({"id": question.id, "hits": [hit_object(hit) for hit in hits]}))
        else:
            _show(question, hits, searched, titled=queries is not None)


def read_questions(path: Path) -> list[Question]:
    """The questions of a JSONL file.

    Raises:
        UsageError: a file that cannot be read, or a line that is no question, by number.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f'{path} cannot be read ({error}): give a UTF-8 file of {{"id", "text"}} objects.'
        ) from error
    questions = [_question(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not questions:
        raise UsageError(f'{path} holds no queries: write {{"id": "1", "text": "words"}}, one object a line.')
    return questions


def _question(line: str, where: str) -> Question:
    try:
        value: Any = json.loads(line)
    except ValueError as error:
        raise UsageError(f'{where} is not valid JSON: write {{"id": "1", "text": "words"}}.') from error
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("text"), str)
        or not isinstance(value.get("id"), str | int)
    ):
        raise UsageError(f'{where} is no query: write {{"id": "1", "text": "words"}}.')
    return Question(value["id"], value["text"])


def hit_object(hit: DocumentHit) -> dict[str, Any]:
    """A hit with the fields of the contract, in its order."""
    return {"article": hit.article, "score": round(hit.score, 6), "start": hit.start, "end": hit.end}


def _in_the_record(chosen: dict[str, Any]) -> Searched:
    from bot.app import build_app

    app = build_app(wait=False)
    snapshot = app.selected(selection_of(app, **chosen))
    if not snapshot.articles:
        say("communique: no article of the record is of that outlet, time and actor.")
        return Searched(lambda texts, _most: [[] for _ in texts], lambda _hit: ("", ""))

    def shown(hit: DocumentHit) -> tuple[str, str]:
        article = snapshot.articles[hit.article]
        return " ".join((article.title or "").split()), " ".join(article.raw[hit.start : hit.end].split())

    return Searched(partial(search_corpus, snapshot.retriever), shown)


def _in_a_folder(folder: Path, no_cache: bool) -> Searched:
    settings = load_settings()
    corpus, retriever = _retriever(folder, settings, None if no_cache else settings.data_dir / "search-cache")

    def shown(hit: DocumentHit) -> tuple[str, str]:
        text = corpus.articles[hit.article]
        return flat(text.words(*text.title)) if text.title else "", flat(text.words(hit.start, hit.end))

    return Searched(partial(search_corpus, retriever), shown)


def _retriever(folder: Path, settings: Settings, cache: Path | None) -> tuple[Corpus, Retriever]:
    encoder = encoder_of(settings)
    try:
        with _bar("Reading") as report:
            found = read_corpus(folder, report)
    except ArticleError as error:
        raise UsageError(str(error)) from error
    for reason in found.left_out:
        say(f"communique: left out: {reason}")
    with _bar("Embedding") as report:
        retriever = corpus_retriever(found, encoder, cache, report)
    ensure_prepared(encoder, settings, bar)
    return found, retriever


@contextmanager
def _bar(title: str) -> Iterator[Progress]:
    """Show a bar on standard error while work is reported; a line now and then where that is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    told = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told > SECONDS_BETWEEN_LINES:
            told = time.monotonic()
            say(f"communique: {title.lower()}: {done:,} of {total:,}")

    if not console.is_terminal:
        yield tell
        return
    with Bar(*columns, console=console, transient=True) as display:
        task = display.add_task(title, total=None)
        yield lambda done, total: display.update(task, completed=done, total=total)


def _show(question: Question, hits: list[DocumentHit], searched: Searched, *, titled: bool) -> None:
    console = Console(highlight=False)
    if titled:
        console.print(Text(plain(str(question.id)), style="bold"), plain(question.text), markup=False)
    for place, hit in enumerate(hits, 1):
        title, passage = searched.shown(hit)
        console.print(f"{place:>3}. {hit.score:.3f} {plain(hit.article)}  {plain(title)}", markup=False, style="bold")
        shown = passage if len(passage) <= SHOWN else passage[:SHOWN].rsplit(" ", 1)[0] + " …"
        console.print(f"     {plain(shown)}", markup=False)
