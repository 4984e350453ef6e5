"""Files and folders named by people, each read as what it is."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.errors import UsageError
from bot.record.manifest import Known, load_manifest
from bot.sources.incoming import Incoming
from embeddings.decode import SUFFIXES, decode
from embeddings.errors import ArticleError

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may hold an article, and what its folder's manifest states about it."""

    path: Path
    known: Known | None = None


def candidates(paths: Iterable[Path]) -> Iterator[Candidate]:
    """The files named, and the text files of the folders named.

    Raises:
        UsageError: a path that does not exist, a folder without text files.
        ConfigurationError: a folder's manifest is wrong.
    """
    for path in paths:
        if path.is_dir():
            manifest = load_manifest(path)
            inside = sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file())
            if not inside:
                raise UsageError(f"{path} holds no text files ({', '.join(SUFFIXES)}): name the files themselves.")
            yield from (Candidate(file, manifest.get(file.stem)) for file in inside)
        elif path.is_file():
            yield Candidate(path, load_manifest(path.parent).get(path.stem))
        else:
            raise UsageError(f"{path} does not exist: give text files or folders of them.")


def read(candidate: Candidate, max_bytes: int) -> list[Incoming]:
    """The articles in a file.

    Raises:
        ArticleError: it is too large, or holds no text.
        OSError: it cannot be read.
    """
    path, known = candidate.path, candidate.known
    if path.stat().st_size > max_bytes:
        raise ArticleError(f"{path.name} is larger than {max_bytes:,} bytes: split it, or raise max_article_bytes.")
    data = path.read_bytes()
    if known and known.sha256 and known.sha256.lower() != hashlib.sha256(data).hexdigest():
        log.warning("the manifest describes another text of this file: check its facts", file=path.name)
    facts = known.values if known else {}
    return [Incoming(path.name, path.stem, f"file:{path.resolve()}", decode(data, path.name), facts)]
