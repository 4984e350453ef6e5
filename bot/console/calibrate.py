"""``communique calibrate``: where the thresholds of ``[answering]`` lie for the configured encoder."""

import click

from bot.calibration import Calibration, is_default
from bot.console.contract import dump
from bot.console.plain import plain
from bot.settings import AnsweringSettings


@click.command(short_help="Derive the thresholds of the configured encoder from the record, and keep them.")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object.")
def calibrate(as_json: bool) -> None:
    """Derive where the thresholds of [answering] lie for the configured encoder, and keep it beside the index.

    Titles and sentences of the record are asked of their own article and of others, by this encoder and by the
    default one. The bot does it by itself when the encoder changes; do it again when the record is another.
    """
    from bot.app import build_app

    app = build_app(wait=False)
    found = app.calibrate()
    if as_json:
        click.echo(dump(calibration_object(found, app.settings.answering)))
        return
    show(found, app.settings.answering)
    click.echo(plain(f"Kept in {app.calibration.file}."))


def calibration_object(found: Calibration, settings: AnsweringSettings) -> dict[str, object]:
    """A calibration with the fields of the contract, in its order."""
    return {
        "model": found.model,
        "default": is_default(found.model),
        "pairs": found.pairs,
        "own": round(found.own, 4),
        "others": round(found.others, 4),
        "own_first": round(found.own_first, 4),
        "default_own_first": round(found.default_own_first, 4),
        "thresholds": {
            name: {"configured": getattr(settings, name), "derived": round(derived, 4)}
            for name, derived in found.thresholds(settings).items()
        },
    }


def show(found: Calibration, settings: AnsweringSettings) -> None:
    """Print a calibration for people."""
    click.echo(plain(f"{found.model}, from {found.pairs} pairs:"))
    click.echo(plain(f"nearest of the own article {found.own:.2f}, of others {found.others:.2f} (medians)"))
    told = f"own article nearest to {found.own_first:.0%} of the questions"
    click.echo(plain(f"{told} (default model: {found.default_own_first:.0%})"))
    for name, derived in found.thresholds(settings).items():
        click.echo(plain(f"{name:20} configured {getattr(settings, name):.2f}, for this model {derived:.2f}"))
    if is_default(found.model):
        click.echo("This is the default model: the configured ones are its own.")
