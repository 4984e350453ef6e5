"""A watched folder: what is dropped there is taken in once it stands still; what is refused is left alone, named."""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.errors import UsageError
from bot.inert import shown
from bot.settings import Settings
from bot.sources.files import MANIFEST, Candidate, bad_name, facts_beside
from bot.sources.formats import SUFFIXES
from embeddings.files import kind_of_mode

STATE = "inbox.json"
"""The file in the data folder that says what has been dealt with."""
UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart", ".swp", "~")


@dataclass(frozen=True, slots=True)
class Version:
    """A file as it stands in the folder; ``problem`` says why it cannot be taken whatever is in it."""

    size: int
    changed: int
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Dealt:
    """A version of a file that was dealt with, and why it was refused, where it was."""

    size: int
    changed: int
    refused: str | None = None

    def is_of(self, version: Version) -> bool:
        """Whether the file still is what it was then."""
        return (self.size, self.changed) == (version.size, version.changed)


def news(before: Mapping[str, Version], now: Mapping[str, Version], dealt: Mapping[str, Dealt]) -> list[str]:
    """The files to deal with, by name: those that stand as they stood before and were not dealt with so."""
    return sorted(
        name
        for name, version in now.items()
        if before.get(name) == version and not (name in dealt and dealt[name].is_of(version))
    )


class Inbox:
    """The folder, and what was dealt with of it."""

    def __init__(self, settings: Settings) -> None:
        """Look into ``[record] inbox``.

        Raises:
            UsageError: none is set.
        """
        if settings.inbox_dir is None:
            raise UsageError("There is no inbox: set inbox in [record] to the folder that is to be watched.")
        self.folder = settings.inbox_dir
        self._state = settings.data_dir / STATE

    def look(self) -> dict[str, Version]:
        """What lies in the folder, by name; hidden files and downloads under way are passed over.

        Raises:
            UsageError: the folder is missing or cannot be read.
        """
        found = {}
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    if entry.name == MANIFEST or entry.name.startswith(".") or entry.name.endswith(UNFINISHED):
                        continue
                    with suppress(FileNotFoundError):
                        state = entry.stat(follow_symlinks=False)
                        found[entry.name] = Version(
                            state.st_size, state.st_mtime_ns, _problem(entry.name, state.st_mode)
                        )
        except OSError as error:
            raise UsageError(
                f"The inbox {self.folder} cannot be read ({error.strerror}): make the folder."
            ) from error
        return found

    def dealt(self) -> dict[str, Dealt]:
        """What has been dealt with; what is damaged counts as nothing, and all is looked at anew."""
        try:
            state = json.loads(self._state.read_text(encoding="utf-8"))
            if state["folder"] != str(self.folder):
                return {}
            return {name: Dealt(**values) for name, values in state["files"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def candidates(self, names: Iterable[str]) -> list[Candidate]:
        """The files to take; no link is followed.

        Raises:
            ConfigurationError: the folder's manifest is wrong.
        """
        known = facts_beside(self.folder)
        return [Candidate(self.folder / name, known.get(Path(name).stem), self.folder, links=False) for name in names]

    def note(self, versions: Mapping[str, Version], refused: Mapping[str, str]) -> None:
        """Keep that these versions were dealt with; what is gone from the folder is forgotten."""
        there = self.look()
        dealt = {name: one for name, one in self.dealt().items() if name in there}
        for name, version in versions.items():
            dealt[name] = Dealt(version.size, version.changed, refused.get(name))
        files = {
            name: {"size": one.size, "changed": one.changed, "refused": one.refused} for name, one in dealt.items()
        }
        self._state.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._state.with_suffix(".new")
        fresh.write_text(json.dumps({"folder": str(self.folder), "files": files}), encoding="utf-8")
        fresh.replace(self._state)

    def refused(self) -> dict[str, str]:
        """Why files that still lie there were refused, by name as it may be shown."""
        there = self.look()
        return {
            shown(name): one.refused
            for name, one in sorted(self.dealt().items())
            if one.refused and name in there and one.is_of(there[name])
        }


def _problem(name: str, mode: int) -> str | None:
    reason = bad_name(name)
    if reason:
        return reason
    kind = kind_of_mode(mode)
    if kind is not None:
        return f"{name} is {kind}, not a regular file: put the file itself there."
    if Path(name).suffix.lower() not in SUFFIXES:
        return f"{name} is of no kind that is read ({', '.join(SUFFIXES)}): put it there as one of these."
    return None
