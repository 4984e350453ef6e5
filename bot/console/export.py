"""``communique export``: statements and positions with their citations, for spreadsheets and programs."""

import csv
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from bot.console.contract import dump
from bot.console.plain import plain
from bot.errors import CommuniqueError, UsageError
from bot.record.article import Article

if TYPE_CHECKING:
    from bot.app import App

CITATION = ("article", "title", "outlet", "published", "published_basis", "url", "start", "end", "paragraph")
SAID = ("speaker", "speaker_title", "resolved", "cue", "statement_kind", "negated")
HELD = (
    "actor", "speaker", "speaker_kind", "affiliation", "accuser", "kind", "cue", "statement_kind", "issue", "stance",
    "evidence",
)  # fmt: skip
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "statements": ("text", *SAID, *CITATION),
    "positions": ("text", *HELD, *CITATION),
}
FORMATS = ("csv", "jsonl")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet: it gets an apostrophe before it."""

Row = dict[str, Any]


@click.command(short_help="Write statements and positions as CSV and JSON lines, with citations.")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--format", "wanted", type=click.Choice(FORMATS), help="Only this format (a folder gets both).")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object a file.")
def export(target: Path, wanted: str | None, as_json: bool) -> None:
    """Write statements and positions into the folder TARGET, or all rows into the file TARGET (.csv or .jsonl).

    Each row carries its words and their citation: article, title, outlet, date, address, span. In a single file the
    column "row" tells statements and positions apart. A file that exists is not overwritten.
    """
    files = plan(target, wanted)
    for file, _, _ in files:
        if os.path.lexists(file):
            raise UsageError(f"{file} exists and is not overwritten: name another, or move it away.")
    from bot.app import build_app

    rows = rows_of(build_app())
    for file, form, kinds in files:
        chosen = [(kind, row) for kind in kinds for row in rows[kind]]
        with whole(file) as handle:
            WRITERS[form](handle, chosen, single=len(kinds) > 1)
        if as_json:
            click.echo(dump({"file": str(file), "rows": len(chosen)}))
        else:
            click.echo(plain(f"{file}: {len(chosen):,} rows"))


def plan(target: Path, wanted: str | None) -> list[tuple[Path, str, tuple[str, ...]]]:
    """The files to be written: path, format, and the rows in them.

    Raises:
        UsageError: a file whose suffix is no format, or another one than ``--format`` says.

    """
    suffix = target.suffix.lower().removeprefix(".")
    if not target.is_dir() and target.suffix:
        form = wanted or suffix
        if form not in FORMATS or (suffix in FORMATS and suffix != form):
            raise UsageError(f"{target}: a file ends in .csv or .jsonl, as --format says; or name a folder.")
        return [(target, form, tuple(COLUMNS))]
    return [
        (target / f"{kind}.{form}", form, (kind,)) for kind in COLUMNS for form in FORMATS if wanted in (None, form)
    ]


def rows_of(app: "App") -> dict[str, list[Row]]:
    """Every statement and position of the undamaged articles, with the fields of ``COLUMNS``."""
    articles = {article.id: article for article in app.articles.all()}
    statements, positions = [], []
    for s in app.statements.all():
        if s.article in articles:
            article = articles[s.article]
            said = {"speaker": s.speaker, "speaker_title": s.speaker_title, "resolved": s.resolved, "cue": s.cue}
            words = {"text": article.raw[s.start : s.end], **said, "statement_kind": s.kind, "negated": s.negated}
            statements.append(words | citation(article, s.start, s.end, s.paragraph))
    for p in app.positions.list():
        if p.article in articles:
            held = {name: getattr(p, name) for name in HELD} | {"evidence": list(p.evidence)}
            positions.append({"text": p.text, **held} | citation(articles[p.article], p.start, p.end, p.paragraph))
    return {"statements": statements, "positions": positions}


def citation(article: Article, start: int, end: int, paragraph: int) -> Row:
    """Where words stand: ``raw[start:end]`` of the article."""
    known = ("title", "outlet", "published", "published_basis", "url")
    span = {"start": start, "end": end, "paragraph": paragraph}
    return {"article": article.id, **{name: getattr(article, name) for name in known}, **span}


def write_lines(handle: IO[str], rows: list[tuple[str, Row]], *, single: bool) -> None:
    """JSON lines; verbatim."""
    for kind, row in rows:
        handle.write(dump({"row": kind.removesuffix("s"), **row} if single else row) + "\n")


def write_table(handle: IO[str], rows: list[tuple[str, Row]], *, single: bool) -> None:
    """CSV as spreadsheets read it (RFC 4180)."""
    kinds = list(COLUMNS) if single else [rows[0][0]] if rows else []
    columns = dict.fromkeys([*(["row"] if single else []), *(name for kind in kinds for name in COLUMNS[kind])])
    writer = csv.DictWriter(handle, list(columns), restval="")
    writer.writeheader()
    for kind, row in rows:
        writer.writerow(
            {name: cell(value) for name, value in {"row": kind.removesuffix("s"), **row}.items() if name in columns}
        )


def cell(value: object) -> object:
    """A value as a cell that no spreadsheet takes for a formula."""
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


WRITERS: Mapping[str, Callable[..., None]] = {"csv": write_table, "jsonl": write_lines}


@contextmanager
def whole(file: Path) -> Iterator[IO[str]]:
    """A text file that is there when the block ends, or not at all.

    Raises:
        CommuniqueError: it cannot be written.

    """
    aside = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("x", encoding="utf-8", newline="") as handle:
            yield handle
        aside.rename(file)
    except OSError as error:
        raise CommuniqueError(f"{file} cannot be written ({error.strerror}): name a file elsewhere.") from error
    finally:
        aside.unlink(missing_ok=True)
