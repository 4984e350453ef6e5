"""A folder of articles read, and a first ``actors.toml`` and ``issues.toml`` written from what is heard in it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli_w

from bot.actors.names import slug
from bot.attribution.reader import ReadResult, StatementReader
from bot.drafting.actors import Entries, Entry, without_contradictions
from bot.drafting.terms import Proposal, Terms
from bot.drafting.voices import Voices
from bot.inert import plain
from bot.ingest import Report
from bot.settings import Settings
from bot.sources.incoming import Incoming, Refusal
from bot.sources.intake import Intake
from bot.words import counted
from embeddings.clean import clean

LONGEST_EXAMPLE = 160
TABLES = ("roles",)
"""Keys whose values are tables."""
ACTORS_HEAD = """\
# Drafted from {articles}: who speaks there at least twice, with the titles that the articles give. Read it through:
# take out who is none of the subject's, correct titles, add `aliases`. States, bodies and chief offices of the world
# ship with the bot; an entry with nothing but an id has such a one offered first. All keys: docs/configuration.md.
"""
ISSUES_HEAD = """\
# Drafted from {articles}: proposals, all commented out. An issue is a question under dispute; what follows are only
# things that several speakers speak of. Take the # from those that are disputed, give each its `sentence` (one plain
# sentence with "should": what a stance is for or against), and strike the rest. All keys: docs/configuration.md.
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """The two files as text, with what they are made of; ``refused`` are files that could not be read."""

    actors: str
    issues: str
    entries: tuple[Entry, ...]
    proposals: tuple[Proposal, ...]
    articles: int
    statements: int
    refused: tuple[Refusal, ...]

    @property
    def kinds(self) -> dict[str, int]:
        """How many entries are of the world's actors, of bodies and of people."""
        kinds = Counter(entry.values.get("kind", "world") for entry in self.entries)
        return {"world": kinds["world"], "bodies": kinds["institution"], "people": kinds["person"]}


def draft(folder: Path, settings: Settings, report: Report) -> Draft:
    """Read the articles of a folder with the world's actors alone, and draft from what is said in them.

    Raises:
        UsageError: the folder does not exist or holds no articles.

    """
    reader = StatementReader(settings.config_dir / "cues.toml", None, settings.positions.seconds_per_article)
    world = reader.roles.registry
    voices, terms = Voices(), Terms(world)
    texts: list[str] = []
    refused: list[Refusal] = []
    statements = 0
    for found in _articles(folder, settings, report):
        if isinstance(found, Refusal):
            refused.append(found)
            continue
        result = reader.read(clean(found.raw), found.stem, on=found.facts.get("published"))
        if result.problem:
            refused.append(Refusal(found.name, f"{found.name}: {result.problem}."))
        texts.append(found.raw)
        statements += len(result.statements)
        registry = world.within(found.raw, found.facts.get("published"))
        for statement in result.statements:
            speaker = voices.hear(statement, registry)
            if speaker is not None:
                text = found.raw[statement.start : statement.end]
                for start, end in statement.spans:
                    _hear(terms, result, (start, end), speaker, found.stem, text)
    entries = tuple(without_contradictions(Entries(voices, world, "\n".join(texts)).all()))
    bodies = [entry.values["name"] for entry in entries if entry.values.get("kind") == "institution"]
    proposals = tuple(terms.proposals({part.split()[-1].lower() for name in bodies for part in name.split(" of ")}))
    articles = counted(len(texts), "article")
    return Draft(
        "\n".join([ACTORS_HEAD.format(articles=articles), *map(entry_toml, entries)]),
        "\n".join([ISSUES_HEAD.format(articles=articles), *map(proposal_toml, proposals)]),
        entries,
        proposals,
        len(texts),
        statements,
        tuple(refused),
    )


def _articles(folder: Path, settings: Settings, report: Report) -> Iterator[Incoming | Refusal]:
    lots = Intake(settings).lots([folder])
    for number, lot in enumerate(lots):
        report(number, len(lots), lot.name)
        yield from lot.read(lambda _words: None)
    report(len(lots), len(lots), "")


def _hear(terms: Terms, result: ReadResult, span: tuple[int, int], speaker: str, article: str, text: str) -> None:
    """Have the words of a span heard, wherever the parse of its paragraph is at hand."""
    for parse in result.parses:
        start = parse.block.start
        if start <= span[0] and span[1] <= parse.block.end:
            words = parse.doc.char_span(span[0] - start, span[1] - start, alignment_mode="expand")
            if words is not None:
                terms.hear(words, speaker, article, text)


def entry_toml(entry: Entry) -> str:
    """One ``[[actor]]`` with its note above it."""
    return f"{comment(entry.note)}\n{_table('actor', entry.values)}"


def proposal_toml(proposal: Proposal) -> str:
    """One ``[[issue]]`` that is commented out, with what is said of it."""
    values: dict[str, Any] = {
        "id": slug(proposal.words),
        "name": proposal.words.capitalize(),
        "sentence": "",
        "cues": [f"{proposal.words}*"],
    }
    if proposal.others:
        values["hints"] = [f"{words}*" for words in proposal.others]
    said = [f"{speaker}: {text}" for speaker, text in proposal.examples]
    head = f'Proposal: "{proposal.words}", spoken of in {counted(proposal.articles, "article")}, for example'
    lines = _table("issue", values).rstrip("\n").split("\n")
    return "\n".join(
        [*(comment(line[:LONGEST_EXAMPLE]) for line in (head, *said)), *(f"# {line}" for line in lines), ""]
    )


def _table(name: str, values: Mapping[str, Any]) -> str:
    """``[[name]]`` with its keys, and the tables within it behind."""
    inner = {key: value for key, value in values.items() if key in TABLES}
    parts = [(name, {key: value for key, value in values.items() if key not in inner})]
    parts += [(f"{name}.{key}", one) for key, tables in inner.items() for one in tables]
    return "".join(f"[[{header}]]\n{tomli_w.dumps(table)}" for header, table in parts)


def comment(words: str) -> str:
    """Words of an article as a comment: one line, whatever they hold."""
    return f"# {' '.join(plain(words).split())}"
