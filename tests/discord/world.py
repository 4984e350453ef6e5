"""Every helper that knows SimCord, in one file, so that another simulator could take its place."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import simcord
from simcord import interactions
from simcord.components import walk_components
from simcord.results import InteractionResult

import discord
from bot.discord.escape import unescape

PRIVATE = 1 << 6


@dataclass(frozen=True)
class Heard:
    """One call of the answering room."""

    method: str
    arguments: tuple
    options: dict
    thread: int


class Listening:
    """The answering room with an ear at the door: every call goes through unchanged and is noted with its thread."""

    def __init__(self, answering):
        self.answering = answering
        self.heard: list[Heard] = []

    def __getattr__(self, name):
        method = getattr(self.answering, name)
        if name == "expect":
            # It only notes a question that is going to be asked: nothing is encoded, searched or answered.
            return method

        def noted(*arguments, **options):
            self.heard.append(Heard(name, arguments, options, threading.get_ident()))
            return method(*arguments, **options)

        return noted


@dataclass
class World:
    """One server with one channel and three people: a reader, a second reader, a manager."""

    env: simcord.Env
    guild: object
    channel: object
    alice: object
    bob: object
    manager: object

    @property
    def bot(self):
        return self.env.bot

    @property
    def mention(self) -> str:
        return f"<@{self.env.bot.user.id}>"

    @property
    def last(self):
        return self.channel.last_message

    async def ask(self, question, who=None, **options):
        """A slash question; the page shown."""
        return shown(await (who or self.alice).slash(self.channel, "ask", question=question, **options))

    async def mentions(self, question, who=None, **options):
        """A mention; the page replied."""
        await (who or self.alice).send(self.channel, f"{self.mention} {question}", **options)
        return Shown.of_message(self.last)

    async def click(self, page, label, who=None, *, nth=0):
        """A click on the nth button with a label that begins so; the page shown in answer to it."""
        found = [c for c, name in zip(page.custom_ids, page.buttons, strict=True) if name.startswith(label)]
        return shown(await (who or self.alice).click(page.message, custom_id=found[nth]))

    def bodies(self, method=None, ending=None):
        """The bodies the bot sent, oldest first."""
        return [
            request.json
            for request in self.env.http_requests
            if (method is None or request.method == method) and (ending is None or request.path.endswith(ending))
        ]

    def texts_sent(self) -> list[str]:
        """Every text of every message the bot sent or edited."""
        return [text for body in self.bodies() if isinstance(body, dict) for text in texts_in(body)]

    async def restart(self, bot):
        """The same world with a new process of the bot."""
        await self.env.restart_bot(bot)


@dataclass(frozen=True)
class Shown:
    """What a person sees of one message of the bot."""

    text: str
    ephemeral: bool
    buttons: tuple[str, ...]
    custom_ids: tuple[str, ...]
    accent: int | None
    message: object
    components: list

    @classmethod
    def of(cls, message, *, ephemeral=False):
        components = as_dicts(message.components)
        parts = list(walk_components(components))
        buttons = [part for part in parts if part["type"] == 2]
        texts = [part["content"] for part in parts if part["type"] == 10]
        return cls(
            "\n".join([*([message.content] if message.content else []), *texts]),
            ephemeral,
            tuple(button["label"] for button in buttons),
            tuple(button["custom_id"] for button in buttons),
            next((part.get("accent_color") for part in parts if part["type"] == 17), None),
            message,
            components,
        )

    @classmethod
    def of_message(cls, message):
        return cls.of(message, ephemeral=bool(message.flags.ephemeral))

    @property
    def plain(self) -> str:
        """The text as Discord shows it: no backslashes."""
        return unescape(self.text)


def as_dicts(components) -> list:
    return [c if isinstance(c, dict) else c.to_dict() for c in components]


def texts_in(body: dict) -> Iterator[str]:
    body = body.get("data", body) if isinstance(body.get("data"), dict) else body
    if body.get("content"):
        yield body["content"]
    for part in walk_components(body.get("components") or []):
        if part.get("type") == 10:
            yield part["content"]


def shown(result) -> Shown:
    """The message an interaction ended in."""
    response = result.response
    assert response is not None, "the interaction got no message"
    return Shown.of(response, ephemeral=response.ephemeral)


def build(env) -> World:
    guild = env.create_guild("Desk")
    channel = guild.create_text_channel("record")
    managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    return World(
        env,
        guild,
        channel,
        guild.add_member(env.create_user("alice")),
        guild.add_member(env.create_user("bob")),
        guild.add_member(env.create_user("mia"), roles=[managers]),
    )


def synced_commands(env) -> dict[str, dict]:
    """The commands as last sent to Discord, by name."""
    bodies = [r.json for r in env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]
    return {command["name"]: command for command in bodies[-1]} if bodies else {}


def allow_everyone(world: World, command: str) -> None:
    """Lift the default permission of a command for alice, as a server's managers may."""
    found = world.env.backend.find_command(command, None)
    world.env.backend.set_command_permissions(
        world.guild.id, int(found["id"]), [{"id": str(world.alice.id), "type": 2, "permission": True}]
    )


async def at_once(world: World, readers, questions) -> list[Shown]:
    """/ask by every reader in the same moment, before any is answered; the pages in their order."""
    backend = world.env.backend
    command = backend.find_command("ask", None)
    records = []
    for reader, question in zip(readers, questions, strict=True):
        record, payload = interactions.base_payload(
            backend,
            type=2,
            channel_id=world.channel.id,
            guild_id=world.guild.id,
            user_id=reader.id,
            data={
                "id": command["id"],
                "name": "ask",
                "type": 1,
                "options": [{"name": "question", "type": 3, "value": question}],
            },
        )
        backend.emit("INTERACTION_CREATE", payload)
        records.append(record)
    await world.env.settle()
    return [shown(InteractionResult(world.env, record)) for record in records]


def encoder_threads(encoder, monkeypatch) -> set[int]:
    """The threads on which the runtime encodes questions from now on, noted before each run."""
    threads: set[int] = set()
    assert encoder.ready(), encoder.problem
    run = encoder._session.run

    def noted(*arguments):
        threads.add(threading.get_ident())
        return run(*arguments)

    monkeypatch.setattr(encoder._session, "run", noted)
    return threads
