"""What was shown and not yet accepted: in memory only, for a quarter of an hour, and each used once."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from bot.curation.follow import Sample
from bot.curation.trial import Trial

SECONDS = 15 * 60.0
"""As long as Discord lets the message under it be edited."""

MOST = 200
"""The oldest go first."""


@dataclass(frozen=True, slots=True)
class Upload:
    """Articles tried, to be added."""

    trials: tuple[Trial, ...]


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed looked at, to be followed. ``channel`` is where it was asked for."""

    sample: Sample
    outlet: str | None
    channel: int | None


@dataclass(frozen=True, slots=True)
class TakeOut:
    """Articles to be taken out, by id."""

    articles: tuple[str, ...]


Content = Upload | NewFeed | TakeOut


@dataclass(frozen=True, slots=True)
class Draft:
    """Whose it is, in which server, and until when (monotonic seconds) it is kept."""

    content: Content
    user: int
    guild: int
    until: float


class Drafts:
    """Drafts by token."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Keep none yet."""
        self._clock = clock
        self._drafts: OrderedDict[str, Draft] = OrderedDict()

    def put(self, content: Content, user: int, guild: int) -> str:
        """Keep a draft; its token."""
        token = secrets.token_hex(8)
        self._drafts[token] = Draft(content, user, guild, self._clock() + SECONDS)
        while len(self._drafts) > MOST:
            self._drafts.popitem(last=False)
        return token

    def get(self, token: str, user: int, guild: int | None) -> Content | None:
        """The draft; None where it is not this user's of this server, or not kept any more."""
        draft = self._drafts.get(token)
        if draft is None or (draft.user, draft.guild) != (user, guild) or draft.until < self._clock():
            return None
        return draft.content

    def take(self, token: str, user: int, guild: int | None) -> Content | None:
        """The same, and the draft is forgotten."""
        content = self.get(token, user, guild)
        if content is not None:
            del self._drafts[token]
        return content

    def forget_user(self, user: int) -> int:
        """Drop what a user drafted; how many there were."""
        return self._drop(lambda draft: draft.user == user)

    def forget_guild(self, guild: int) -> None:
        """Drop what was drafted in a server."""
        self._drop(lambda draft: draft.guild == guild)

    def _drop(self, which: Callable[[Draft], bool]) -> int:
        tokens = [token for token, draft in self._drafts.items() if which(draft)]
        for token in tokens:
            del self._drafts[token]
        return len(tokens)
