"""Files and folders named by people: which files are meant, what is stated of them, and what is refused, and why."""

import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ConfigurationError, UsageError
from bot.inert import shown
from bot.record.manifest import Known, load_manifest, read_manifest
from bot.sources.formats import SUFFIXES
from bot.sources.incoming import Refusal
from embeddings.errors import ArticleError
from embeddings.files import read_regular

MANIFEST = "manifest.toml"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may hold articles, and what its folder's manifest states about it.

    ``folder`` is the folder that was named: links may not lead out of it. None: the file itself was named. Without
    ``links`` none is followed at all.
    """

    path: Path
    known: Known | None = None
    folder: Path | None = None
    links: bool = True


def candidates(paths: Iterable[Path]) -> Iterator[Candidate | Refusal]:
    """The files named, and the files of known endings in the folders named; what cannot be one is refused.

    Raises:
        UsageError: a path that does not exist, a folder without such files.
        ConfigurationError: a folder's manifest is wrong.
    """
    for path in paths:
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            if isinstance(error, PermissionError) or _is_link(path):
                yield Refusal(shown(path), f"{shown(path)} cannot be read ({_words(error)}).")
                continue
            raise UsageError(f"{shown(path)} does not exist: give files, folders of them, or addresses.") from error
        if stat.S_ISDIR(mode):
            yield from inside(path)
        else:
            yield Candidate(path, facts_beside(path.parent).get(path.stem))


def inside(folder: Path) -> Iterator[Candidate | Refusal]:
    """The files of a folder that may hold articles, by name.

    Raises:
        UsageError: there is none, or the folder cannot be read.
        ConfigurationError: its manifest is wrong.
    """
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise UsageError(f"{shown(folder)} cannot be read ({error.strerror}): give a folder that can be.") from error
    meant = [name for name in names if Path(name).suffix.lower() in SUFFIXES and not _is(stat.S_ISDIR, folder / name)]
    if not meant:
        raise UsageError(f"{shown(folder)} holds no articles ({', '.join(SUFFIXES)}): name the files themselves.")
    try:
        manifest = read_manifest(folder)
    except ConfigurationError as error:
        # Without its facts the folder would be taken for what it is not.
        yield Refusal(MANIFEST, str(error))
        return
    if "" in manifest.wrong:
        yield Refusal(MANIFEST, manifest.wrong[""])
    for name in meant:
        reason = bad_name(name) or manifest.wrong.get(Path(name).stem)
        if reason:
            yield Refusal(shown(name), reason)
        else:
            yield Candidate(folder / name, manifest.known.get(Path(name).stem), folder)


def holds_articles(folder: Path) -> bool:
    """Whether a folder is there and has a file of a known ending."""
    try:
        return any(path.suffix.lower() in SUFFIXES for path in folder.iterdir())
    except OSError:
        return False


def facts_beside(folder: Path) -> dict[str, Known]:
    """What the folder's manifest states, by file stem; nothing where the manifest is no plain file.

    Raises:
        ConfigurationError: it is wrong.
    """
    return load_manifest(folder) if _is(stat.S_ISREG, folder / MANIFEST) else {}


def bad_name(name: str) -> str | None:
    """Why a file of this name is not taken, None where it is."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return f"{shown(name)} is not called in UTF-8: rename it."
    if not name.isprintable():
        return f"{shown(name)} has control characters in its name: rename it."
    return None


def content(candidate: Candidate, most: int) -> bytes:
    """The bytes of a file, which must be a plain one of at most ``most`` bytes; nothing is waited for.

    Raises:
        ArticleError: it is too large, no plain file, cannot be read, or a link leads out of the folder named.
    """
    name = candidate.path.name
    reason = bad_name(name)
    if reason:
        raise ArticleError(reason)
    try:
        return read_regular(candidate.path, most, candidate.folder, links=candidate.links)
    except (OSError, ValueError, RuntimeError) as error:
        raise ArticleError(f"{name} cannot be read ({_words(error)}).") from error


def _is(kind: Callable[[int], bool], path: Path) -> bool:
    """Whether ``path`` leads to something of a kind; what cannot be looked at is of none."""
    try:
        return kind(path.stat().st_mode)
    except OSError:
        return False


def _is_link(path: Path) -> bool:
    """Whether ``path`` is a link; what cannot be looked at (an endless name) is none."""
    try:
        return path.is_symlink()
    except OSError:
        return False


def _words(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "the system cannot name it"
