"""The real bot over the real record of the seeds, in a simulated Discord whose every request body is checked."""

import pytest

from bot.discord.client import CommuniqueBot
from bot.discord.services import Services, Stores
from bot.ledger.ledger import Ledger
from bot.positions.issues import Issues
from bot.record.database import Database
from bot.record.figures import FigureStore
from bot.record.positions import PositionStore
from bot.record.texts import stored_articles
from bot.settings import DiscordSettings
from tests.conftest import copy_database
from tests.discord import world as worlds
from tests.discord.contract import unlawful


@pytest.fixture(scope="session")
def app(seed_app):
    """The wired application over the seeds; only read by the tests."""
    return seed_app


@pytest.fixture
def database(app, tmp_path):
    """This test's own copy of the store."""
    copy_database(app.database.path, tmp_path / "record.sqlite3")
    return Database(tmp_path / "record.sqlite3")


@pytest.fixture
def discord_settings(request):
    """The defaults, with what a test gives by indirect parametrisation."""
    return DiscordSettings(**getattr(request, "param", {}))


@pytest.fixture
def services(app, database):
    issues = Issues.load(app.settings.config_dir / "issues.toml")
    stores = stored_articles(database), PositionStore(database), FigureStore(database)
    return Services(
        answering=worlds.Listening(app.answering),
        stores=Stores.open(database),
        version="1.2.3",
        registry=app.registry,
        outlets=app.outlets,
        ledger=Ledger(app.registry, issues, app.outlets, *stores),
    )


@pytest.fixture
def make_bot(services, discord_settings):
    """Makes the bot, as often as a test restarts it."""
    return lambda: CommuniqueBot(services, discord_settings)


@pytest.fixture
def simcord_bot(make_bot):
    return make_bot()


@pytest.fixture
def world(simcord_env):
    # Answers take real time, on a busy machine more than SimCord's five seconds.
    simcord_env.settle_timeout = 60.0
    return worlds.build(simcord_env)


@pytest.fixture
def heard(services):
    """What the answering room was asked, and on which threads."""
    return services.answering.heard


@pytest.fixture(autouse=True)
def lawful(request):
    """Every request body of every test is one that Discord's own description allows."""
    env = request.getfixturevalue("simcord_env") if "simcord_env" in request.fixturenames else None
    yield
    if env is not None:
        assert unlawful(env.http_requests) == []
