"""``communique statements``: attribution alone, on any plain-text articles."""

from collections.abc import Iterator
from pathlib import Path

import click

from bot.console.contract import dump
from bot.console.pager import paged
from bot.console.plain import plain, say
from bot.errors import CommuniqueError, UsageError
from bot.record.statement import Statement
from bot.settings import load_settings
from embeddings.clean import clean
from embeddings.corpus import LARGEST
from embeddings.decode import decode
from embeddings.errors import ArticleError
from embeddings.files import called, kind_of, read_regular


def article_files(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The files themselves and the ``*.txt`` files of the folders, in order.

    Raises:
        UsageError: a path that does not exist, a folder without *.txt files.

    """
    for path in paths:
        if path.is_dir():
            files = sorted(file for file in path.glob("*.txt") if kind_of(file) != "a folder")
            if not files:
                raise UsageError(f"{path} holds no *.txt files: give text files or folders with some.")
            yield from files
        elif kind_of(path) == "missing":
            raise UsageError(f"{path} does not exist: give text files or folders with *.txt files.")
        else:
            yield path


def _content(path: Path, given: tuple[Path, ...]) -> bytes:
    """What a file holds: only what was named itself may be a pipe, as "<(command)" is."""
    if path in given and kind_of(path) == "a FIFO":
        return path.read_bytes()
    return read_regular(path, LARGEST, None if path in given else path.parent)


def as_row(statement: Statement, raw: str) -> dict[str, object]:
    """One line of ``communique statements --json``."""
    mention = statement.mention or (None, None)
    return {
        "article": statement.article,
        "speaker": statement.speaker,
        "speaker_start": mention[0],
        "speaker_end": mention[1],
        "resolved": statement.resolved,
        "cue": statement.cue,
        "text": raw[statement.start : statement.end],
        "start": statement.start,
        "end": statement.end,
        "spans": [list(span) for span in statement.spans],
        "statement_kind": statement.kind,
    }


@click.command(short_help="Who said what in text files.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--facts", is_flag=True, help="Reported facts as well.")
@paged
def statements(paths: tuple[Path, ...], as_json: bool, facts: bool) -> None:
    """Who said what in text files, or in the *.txt files of folders: speaker, cue and words, with their spans."""
    from bot.attribution.reader import StatementReader  # the parser takes a second to load

    settings = load_settings()
    reader = StatementReader(
        settings.config_dir / "cues.toml", settings.config_dir / "actors.toml", settings.positions.seconds_per_article
    )
    unread = 0
    for path in article_files(paths):
        try:
            raw = decode(_content(path, paths), called(path))
        except (ArticleError, OSError) as error:
            say(
                str(error)
                if isinstance(error, ArticleError)
                else f"{called(path)} cannot be read ({error.strerror})."
            )
            unread += 1
            continue
        result = reader.read(clean(raw), path.stem, facts=facts)
        if result.problem:
            say(f"{called(path)}: {result.problem}")
        for statement in result.statements:
            row = as_row(statement, raw)
            if as_json:
                click.echo(dump(row))
            else:
                line = f"{row['article']} [{statement.paragraph}] {row['speaker']} ({row['cue']}): {row['text']}"
                click.echo(plain(line))
    if unread:
        raise CommuniqueError(f"Files that could not be read: {unread}, named above.")
