"""The command line: ``communique COMMAND`` or ``python -m bot COMMAND``."""

import importlib
import logging
import os
import sqlite3
import sys
from typing import Any

import click

from bot.console.plain import say, show_error
from bot.errors import CommuniqueError, ConfigurationError, way_out
from embeddings.errors import EmbeddingsError

COMMANDS = {
    "actor": "bot.console.actors:actor",
    "actors": "bot.console.actors:actors",
    "ask": "bot.console.ask:ask",
    "backup": "bot.console.backup:backup",
    "briefing": "bot.console.briefing:briefing",
    "calibrate": "bot.console.calibrate:calibrate",
    "chat": "bot.console.chat:chat",
    "check": "bot.console.check:check",
    "compare": "bot.console.positions:compare",
    "config": "bot.console.config:config",
    "demo": "bot.demo.command:demo",
    "disagreements": "bot.console.positions:disagreements",
    "export": "bot.console.export:export",
    "edit": "bot.console.edit:edit",
    "feed": "bot.console.feed:feed",
    "feedback": "bot.console.feedback:feedback",
    "inbox": "bot.console.inbox:inbox",
    "ingest": "bot.console.ingest:ingest",
    "issue": "bot.console.positions:issue",
    "judge": "bot.console.judge:judge",
    "matrix": "bot.console.positions:matrix",
    "migrate": "bot.console.migrate:migrate",
    "positions": "bot.console.positions:positions",
    "remove": "bot.console.remove:remove",
    "restore": "bot.console.backup:restore",
    "run": "bot.run:run",
    "search": "bot.console.search:search",
    "sources": "bot.console.sources:sources",
    "stance": "bot.console.stance:stance",
    "statements": "bot.console.statements:statements",
    "status": "bot.console.status:status",
    "timeline": "bot.console.positions:timeline",
}
"""Command name to ``module:attribute``: imported only when called, since half of them need no model."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command called ``cmd_name``."""
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, attribute = target.split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever the command returns
        """Run the command; that whoever reads its output has enough ("| head -1") is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            pass
        except SystemExit as exit_:
            # rich has caught it and exits with 1.
            if not isinstance(exit_.__context__, BrokenPipeError):
                raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="communique")
@click.option("--no-pager", is_flag=True, help="Print long output too without the pager (as PAGER=cat does).")
def communique(no_pager: bool) -> None:
    """Answers from a record of articles alone: who said what, where and when."""


SEE_TO_IT = "see to it that it can be read and written"


def describe(error: Exception) -> str:
    """Say in one sentence what failed that no room of the house has foreseen."""
    if isinstance(error, OSError):
        named = f"{error.filename}: " if error.filename else ""
        return f"{named}{error.strerror or error}: {way_out(error) or SEE_TO_IT}."
    told = " ".join(str(error).split())
    if isinstance(error, sqlite3.Error):
        instead = way_out(error) or "stop other processes that use it, and run it again"
        return f"The record cannot be used now ({told}): {instead}."
    return (
        f"Something unforeseen failed ({type(error).__name__}: {told}): run it again with "
        "COMMUNIQUE_LOGGING__LEVEL=DEBUG and report what it says."
    )


def main() -> None:
    """Run the command line; a failure ends in one sentence and its exit status."""
    try:
        code = communique.main(standalone_mode=False, prog_name="communique")
    except click.exceptions.Exit as exit_:
        code = exit_.exit_code
    except click.Abort:
        say("Stopped.")
        code = 130
    except click.ClickException as error:
        show_error(error)
        code = error.exit_code
    except ConfigurationError as error:
        for fault in error.faults:
            say(f"communique: {fault}")
        code = error.exit_code
    except CommuniqueError as error:
        say(f"communique: {error}")
        code = error.exit_code
    except EmbeddingsError as error:
        say(f"communique: {error}")
        code = CommuniqueError.exit_code
    except Exception as error:
        say(f"communique: {describe(error)}")
        logging.getLogger(__name__).debug("The failure in full", exc_info=error)
        code = CommuniqueError.exit_code
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
