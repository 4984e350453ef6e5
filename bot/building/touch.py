"""Which articles a change of the configuration can touch: those alone are read again.

Of ``actors.toml``, ``outlets.toml`` and ``issues.toml`` the entries are compared; a changed one touches the articles
that hold its words, before or after. Every other change (another file, the parser, the code) touches all. In doubt an
article is touched: what is read again must be what reading everything anew would give.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from bot.actors.actors import Actor, ActorsFile
from bot.actors.names import key_of, same_surname, words
from bot.actors.outlets import OutletsFile, key_of_outlet
from bot.actors.world import World, laid_over
from bot.building.inputs import CONFIGURATION, INPUTS, configuration_files
from bot.errors import ConfigurationError
from bot.grammar.quotes import plain_marks
from bot.positions.issues import OTHER, Issue, Issues, IssuesFile
from bot.record.article import Article
from bot.settings import Settings
from embeddings.letters import fold

Touches = Callable[[Article], bool]
"""Whether a change touches an article."""

Key = tuple[str, ...]
_BARE: Mapping[str, tuple[str, ...]] = {"cues": (), "hints": ()}
_NAMES = ("aliases", "demonyms", "capitals")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a reading is made with: digests of what touches everything, and the configuration's files by name."""

    whole: Mapping[str, str]
    files: Mapping[str, str]

    @classmethod
    def of(cls, settings: Settings) -> "Inputs":
        """As things stand now."""
        whole = {name: of(settings) for name, of in INPUTS.items() if name != CONFIGURATION}
        files = {f.name: f.read_text(encoding="utf-8", errors="replace") for f in configuration_files(settings)}
        return cls(whole, files)

    @classmethod
    def loads(cls, text: str) -> "Inputs":
        """From what ``dumps`` gave."""
        return cls(**json.loads(text))

    def dumps(self) -> str:
        """As text, to be stored."""
        return json.dumps(asdict(self), ensure_ascii=False)


def touched_by(former: Inputs, now: Inputs) -> Touches:
    """Whether an article that was read with ``former`` may be read otherwise with ``now``."""
    if former.whole != now.whole:
        return everything
    found: list[Touches] = []
    for name in sorted({*former.files, *now.files}):
        before, after = former.files.get(name, ""), now.files.get(name, "")
        if before != after:
            try:
                found.append(_FILES.get(name, _any)(tomllib.loads(before), tomllib.loads(after)))
            except (tomllib.TOMLDecodeError, ValidationError, ConfigurationError):
                return everything
    return everything if everything in found else lambda article: any(touches(article) for touches in found)


def everything(_article: Article) -> bool:
    """Touch every article."""
    return True


def nothing(_article: Article) -> bool:
    """Touch no article."""
    return False


def _any(before: Mapping[str, object], after: Mapping[str, object]) -> Touches:
    return nothing if before == after else everything


def _actors(before: Mapping[str, object], after: Mapping[str, object]) -> Touches:
    old, new = (laid_over(ActorsFile.model_validate(table), Path("actors.toml")) for table in (before, after))
    if any(getattr(old, part) != getattr(new, part) for part in ("words", "offices", "roles", "spellings", "given")):
        return everything
    ids = {*old.actors, *new.actors}
    changed = {i for i in ids if old.actors.get(i) != new.actors.get(i) or (i in old.own) != (i in new.own)}
    order = [[i for i in world.actors if i not in changed] for world in (old, new)]
    moves = [_moved(i, old, new) for i in changed]
    if order[0] != order[1] or any(move is None for move in moves):
        return everything
    keys = {key_of(name) for move in moves if move for name in move.names}
    surnames = {word for move in moves if move for name in move.surnames for word in (name[0], name[-1])}

    def touches(article: Article) -> bool:
        here = _words_of(article.raw)
        if not surnames.isdisjoint(here.folded) or here.hold(keys):
            return True
        return any(_alike(word, surname) for word in here.capitals for surname in surnames)

    return touches if changed else nothing


@dataclass(frozen=True, slots=True)
class _Moved:
    """The names that a change of an actor may matter to, and those of people, of whom one word may stand for all."""

    names: frozenset[str]
    surnames: frozenset[Key]


def _moved(actor_id: str, old: World, new: World) -> _Moved | None:
    """What of an actor has changed; None where it may matter to any text."""
    before, after = old.actors.get(actor_id), new.actors.get(actor_id)
    both = [actor for actor in (before, after) if actor is not None]
    if any(actor.family_first for actor in both):
        return None
    names = set().union(*(_names(actor) for actor in both))
    if before and after and (actor_id in old.own) == (actor_id in new.own):
        bare = [actor.model_copy(update=dict.fromkeys(_NAMES, ())) for actor in both]
        if bare[0] == bare[1]:
            # Other names alone: whoever goes by the names that stayed is read as before.
            names = _names(before) ^ _names(after)
            both = both[:1]
            return _Moved(frozenset(name for _, name in names), _keys_of_people(both, names))
    # Who holds an office, or speaks for somebody, matters where that one is named: "the French president".
    behind = {one for actor in both for one in (actor.speaks_for, *(role.of for role in actor.roles)) if one}
    homes = [world.actors[i] for world in (old, new) for i in behind if i in world.actors]
    if any(home.family_first for home in homes):
        return None
    of_homes = set().union(*(_names(home) for home in homes))
    return _Moved(frozenset(name for _, name in names | of_homes), _keys_of_people(both, names))


def _names(actor: Actor) -> set[tuple[str, str]]:
    """The names that an actor goes by, each with its sort."""
    return {("name", actor.name), *((sort, name) for sort in _NAMES for name in getattr(actor, sort))}


def _keys_of_people(actors: Iterable[Actor], names: Iterable[tuple[str, str]]) -> frozenset[Key]:
    people = any(actor.kind == "person" for actor in actors)
    return frozenset(key for _, name in names if people and (key := key_of(name)))


def _outlets(before: Mapping[str, object], after: Mapping[str, object]) -> Touches:
    old, new = (OutletsFile.model_validate(table).outlet for table in (before, after))
    changed = [outlet for outlet in (*old, *new) if outlet not in old or outlet not in new]
    names = {name for outlet in changed for name in (outlet.name, *outlet.aliases)}
    keys, own = {key_of(name) for name in names}, {key_of_outlet(name) for name in names}

    def touches(article: Article) -> bool:
        mine = article.outlet is not None and key_of_outlet(article.outlet) in own
        return mine or _words_of(article.raw).hold(keys)

    return touches if changed else nothing


def _issues(before: Mapping[str, object], after: Mapping[str, object]) -> Touches:
    files = [IssuesFile.model_validate(table) for table in (before, after)]
    counts = _quantities(*(file.quantities for file in files))
    old, new = (file.issue for file in files)
    by_id = [{issue.id: issue for issue in issues} for issues in (old, new)]
    changed = {i for i in {*by_id[0], *by_id[1]} if by_id[0].get(i) != by_id[1].get(i)}
    if OTHER in changed or [i for i in by_id[0] if i not in changed] != [i for i in by_id[1] if i not in changed]:
        return everything
    both = [
        Issues([one for i in changed for one in _told_apart(*(side.get(i) for side in sides))], Path("issues.toml"))
        for sides in (by_id, by_id[::-1])
    ]

    def touches(article: Article) -> bool:
        texts = {text for raw in (article.raw, article.title or "") for text in (raw, plain_marks(raw))}
        return counts(article) or any(issues.hits(text) for issues in both for text in texts)

    return touches if changed else counts


def _quantities(old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]) -> Touches:
    """A change of what is counted touches the texts that hold one of the words that came or went."""
    if old == new:
        return nothing
    if [name for name in old if name in new] != [name for name in new if name in old]:
        return everything
    units = {unit for name in {*old, *new} for unit in {*old.get(name, ())} ^ {*new.get(name, ())}}
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(units)))})(?!\w)" if units else "(?!)")

    def touches(article: Article) -> bool:
        text = " ".join(fold(article.raw).split())
        # A word may be parted at the end of a line.
        return any(pattern.search(one) for one in (text, text.replace("- ", "")))

    return touches


def _told_apart(issue: Issue | None, other: Issue | None) -> list[Issue]:
    """An issue with those of its words by which a text may tell it from the other; [] where there is no issue."""
    if issue is None:
        return []
    if other is None or issue.model_copy(update=_BARE) != other.model_copy(update=_BARE):
        return [issue]
    # Other words alone: a text without them is read as before.
    words = {sort: tuple(w for w in getattr(issue, sort) if w not in getattr(other, sort)) for sort in _BARE}
    return [issue.model_copy(update=words)]


_FILES: Mapping[str, Callable[[Mapping[str, object], Mapping[str, object]], Touches]] = {
    "actors.toml": _actors,
    "outlets.toml": _outlets,
    "issues.toml": _issues,
}
"""How the files with entries are compared; of every other file any change of what it says touches all."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, folded, and those with a capital as they are written."""

    folded: frozenset[str]
    capitals: frozenset[str]

    def hold(self, keys: Iterable[Key]) -> bool:
        """Whether all words of a key stand here, wherever."""
        return any(self.folded.issuperset(key) for key in keys if key)


def _words_of(text: str) -> _Words:
    found = list(words(text))
    return _Words(frozenset(w.folded for w in found), frozenset(w.text for w in found if w.capital))


@lru_cache(1 << 18)
def _alike(word: str, surname: str) -> bool:
    return same_surname(word, surname)
