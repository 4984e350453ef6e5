"""A judge that has to be asked: the operator's model, with what it said before, and left alone while it is away."""

import asyncio
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from datetime import UTC, datetime, timedelta

import aiohttp
import structlog

from bot.errors import ConfigurationError
from bot.judging.answers import Answers
from bot.judging.endpoint import Endpoint, SchemaRefused, Unreachable
from bot.judging.judge import Absence, Case, NotJudged, Thresholds, Verdict
from bot.judging.questions import WORDING, request
from bot.judging.replies import verdicts_of
from bot.settings import JudgeSettings, Settings

log = structlog.get_logger(__name__)

KEY = "JUDGE_API_KEY"
"""The environment variable that holds the key, where the server wants one."""


class AskedJudge:
    """Asks in batches of one article's cases, each question once; what is heard is kept at once."""

    def __init__(self, settings: JudgeSettings, endpoint: Endpoint, answers: Answers, thresholds: Thresholds) -> None:
        """Ask ``endpoint`` about what ``answers`` does not hold."""
        self.thresholds = thresholds
        self._settings = settings
        self._endpoint = endpoint
        self._answers = answers
        self._name = f"{settings.model} at {settings.url}"
        self._held = True
        self._told = False

    @classmethod
    def open(cls, settings: Settings, thresholds: Thresholds) -> "AskedJudge":
        """The judge that the settings name.

        Raises:
            ConfigurationError: the key in the environment cannot be sent.

        """
        chosen = settings.judge
        assert chosen.url is not None
        key = os.environ.get(KEY, "").strip() or None
        if key is not None and not (key.isascii() and key.isprintable()):
            raise ConfigurationError(f"Environment variable {KEY} holds characters that no key has: set it anew.")
        endpoint = Endpoint(chosen.url, key, seconds=chosen.request_seconds, retries=chosen.retries)
        return cls(chosen, endpoint, Answers(settings.data_dir), thresholds)

    @property
    def absence(self) -> Absence | None:
        """Why and since when it is away; it may be time to ask again."""
        return self._answers.absence(self._name)

    def recall(self, cases: Sequence[Case]) -> list[Verdict | None]:
        """What it has said before.

        Raises:
            NotJudged: it was never asked about one of them.

        """
        known = self._known(cases)
        if any(case not in known for case in cases):
            raise NotJudged(f"{self._name} has not been asked yet")
        return [known[case] for case in cases]

    def judge(self, cases: Sequence[Case]) -> list[Verdict | None]:
        """What it says, asked about what it has not said before.

        Raises:
            NotJudged: it is away, or too slow for so many; what it did say is kept.

        """
        known = self._known(cases)
        unknown = [case for case in dict.fromkeys(cases) if case not in known]
        if unknown:
            known |= self._ask(unknown)
        return [known[case] for case in cases]

    def forget(self) -> None:
        """Forget all answers, those of models under other names with them."""
        self._answers.forget()

    def _known(self, cases: Sequence[Case]) -> dict[Case, Verdict | None]:
        """What it has said about some of the cases."""
        hashes = {case: self._hash(case) for case in cases}
        found = self._answers.get(list(hashes.values()))
        return {case: found[one] for case, one in hashes.items() if one in found}

    def _ask(self, cases: Sequence[Case]) -> dict[Case, Verdict | None]:
        """Ask about some cases and keep what is heard.

        Raises:
            NotJudged: not all could be heard.

        """
        if not self._told:
            log.info("statements are sent to the judge", url=self._settings.url, model=self._settings.model)
            self._told = True
        heard: dict[Case, Verdict | None] = {}
        try:
            asyncio.run(self._hear(cases, heard))
        except (Unreachable, TimeoutError) as error:
            reason = str(error) or f"it takes longer than {self._settings.article_seconds:g} s for an article"
            if isinstance(error, Unreachable) or not heard:
                self._leave(reason)
            raise NotJudged(f"{self._name}: {reason}") from error
        if self.absence is not None:
            log.info("the judge answers again", url=self._settings.url)
            self._answers.note(self._name, None)
        return heard

    async def _hear(self, cases: Sequence[Case], heard: dict[Case, Verdict | None]) -> None:
        """Ask batch by batch; what cannot be used is asked once more by itself, and then is no answer for good."""
        async with asyncio.timeout(self._settings.article_seconds), self._endpoint.session() as session:
            for batch in _batches(cases, self._settings.batch_size):
                found = dict(zip(batch, await self._verdicts(session, batch), strict=True))
                for case in [case for case, verdict in found.items() if verdict is None and len(batch) > 1]:
                    (found[case],) = await self._verdicts(session, [case])
                self._answers.put({self._hash(case): verdict for case, verdict in found.items()})
                heard |= found

    async def _verdicts(self, session: aiohttp.ClientSession, batch: Sequence[Case]) -> list[Verdict | None]:
        """The verdicts on one batch, its model held to the closed lists where the server can do that."""
        assert self._settings.model is not None
        try:
            words = await self._endpoint.ask(session, request(self._settings.model, batch, self._held))
        except SchemaRefused:
            words = await self._endpoint.ask(session, request(self._settings.model, batch, held=False))
            self._held = False
        return verdicts_of(words, batch)

    def _leave(self, reason: str) -> None:
        """Note that it is away, and leave it alone for a while."""
        now = datetime.now(UTC)
        former = self.absence
        until = now + timedelta(seconds=self._settings.rest_seconds)
        self._answers.note(self._name, Absence(reason, former.since if former else now, until))
        log.warning("the judge is away", url=self._settings.url, reason=reason)

    def _hash(self, case: Case) -> str:
        asked = [self._settings.url, self._settings.model, WORDING, *astuple(case)]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def _batches(cases: Sequence[Case], size: int) -> Iterator[Sequence[Case]]:
    return (cases[start : start + size] for start in range(0, len(cases), size))
