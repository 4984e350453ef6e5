"""``communique judge``: what the second judge of stance is worth, and asking it about what waits."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.console.contract import dump
from bot.console.plain import message, plain, say
from bot.errors import CommuniqueError, UsageError
from bot.judging.judge import LABELS
from bot.record.statement import Stance
from bot.settings import Settings, load_settings
from bot.words import counted

if TYPE_CHECKING:
    from bot.building.comparing import Comparison
    from bot.building.docket import Docket

STANCES: tuple[Stance, ...] = ("supports", "opposes", "conditional", "unclear")
THROWN_AWAY = (
    "Thrown away is what holds no label of the lists, or evidence that is not in the statement; there the reading "
    "stands. Where it is most answers, the model is too small, or thinks aloud and has to be told not to."
)
NO_JUDGE = "There is no judge: set url and model in [judge] of communique.toml, see docs/configuration.md."


@click.group(short_help="A second judge of stance: compare it with the reading, ask it about what waits.")
def judge() -> None:
    """A second judge of stance: a model that you run, named by url and model in [judge] of communique.toml.

    To try one before it counts, give both in the environment: COMMUNIQUE_JUDGE__URL, COMMUNIQUE_JUDGE__MODEL.
    """


@judge.command(short_help="How often reading and judge agree on the articles of a folder, and where not.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="JSON: one object.")
def compare(folder: Path, as_json: bool) -> None:
    """Read the articles of FOLDER, ask the judge about every position, and print where both differ.

    Nothing is taken into the record. What the judge says is kept, so that a second run asks about nothing twice.
    """
    from bot.actors.outlets import Outlets
    from bot.actors.registry import Registry
    from bot.building.comparing import compare as compared
    from bot.building.reading import ArticleReader
    from bot.judging.judge import NotJudged
    from bot.logs import configure_logging
    from bot.positions.issues import Issues
    from bot.progress import bar
    from bot.sources.intake import Intake

    settings = load_settings()
    configure_logging(settings.logging)
    registry = Registry.load(settings.config_dir / "actors.toml")
    outlets = Outlets.load(settings.config_dir / "outlets.toml", registry)
    reader = ArticleReader(settings, registry, outlets, Issues.load(settings.config_dir / "issues.toml"))
    if reader.judge is None:
        raise UsageError(NO_JUDGE)
    _ = reader.stance
    lots = Intake(settings).lots([folder])
    try:
        with bar("Comparing") as report:
            found = compared(reader, reader.judge, lots, report)
    except NotJudged as error:
        raise CommuniqueError(f"The judge cannot be asked: {error}. What it has said is kept; try again.") from error
    for reason in found.left_out:
        say(reason)
    if as_json:
        click.echo(dump({"judge": named(settings), **vars_of(found)}))
    else:
        _print(found)


@judge.command(short_help="Ask the judge about the articles that wait for it.")
@click.option("--anew", is_flag=True, help="Forget what it said, and ask about every article again.")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object.")
def ask(anew: bool, as_json: bool) -> None:
    """Ask the judge about every article of the record that waits for it; a running bot does the same by itself.

    After another model was put under the same name, or it was told not to think aloud, ask it --anew.
    """
    from bot.app import build_app

    settings = load_settings()
    if settings.judge.url is None:
        raise UsageError(NO_JUDGE)
    app = build_app(settings, wait=False)
    heard = app.builder.ask(resting=False, anew=anew)
    standing = standing_of(app.settings, app.builder.docket)
    if as_json:
        click.echo(dump({"heard": heard, **(standing or {})}))
    else:
        click.echo(plain(f"Heard on {counted(heard, 'article')}."))
        for line in lines_of(standing):
            say(line, err=False)
    if standing and standing["away"]:
        raise CommuniqueError("The judge is away: the linked reading stands, and it is asked again later.")


def named(settings: Settings) -> dict[str, str | None]:
    """Who is asked, and where."""
    return {"url": settings.judge.url, "model": settings.judge.model}


def standing_of(settings: Settings, docket: "Docket") -> dict[str, Any] | None:
    """How it stands with the judge that is asked, None where nobody is."""
    if settings.judge.url is None or docket.judge is None:
        return None
    absence = docket.judge.absence
    away = {"reason": absence.reason, "since": absence.since.isoformat(timespec="seconds")} if absence else None
    return {**named(settings), "waiting": len(docket.waiting()), "away": away}


def lines_of(standing: dict[str, Any] | None) -> list[str]:
    """The same for people."""
    if standing is None:
        return []
    lines = [f"judge: {standing['model']} at {standing['url']}"]
    if standing["waiting"]:
        lines.append(f"not judged yet: {counted(standing['waiting'], 'article')}; there the linked reading stands")
    if standing["away"]:
        lines.append(f"the judge is away since {standing['away']['since']}: {standing['away']['reason']}")
    return lines


def vars_of(found: "Comparison") -> dict[str, Any]:
    """A comparison for machines."""
    judged = found.judged
    return {
        "articles": found.articles,
        "positions": len(found.rows),
        "thrown_away": len(found.rows) - len(judged),
        "left_out": list(found.left_out),
        "agree": sum(row.agree for row in judged),
        "table": {reading: {label: found.count(reading, label) for label in LABELS} for reading in STANCES},
        "arrows": {
            "reading": found.arrows(),
            "kept": found.kept,
            "conditional": found.arrows("conditional"),
            "unclear": found.arrows("unclear"),
        },
        "differ": [
            {
                "article": row.position.article,
                "text": row.position.text,
                "start": row.position.start,
                "end": row.position.end,
                "paragraph": row.position.paragraph,
                "speaker": row.position.speaker,
                "actor": row.position.actor,
                "kind": row.position.kind,
                "issue": row.position.issue,
                "reading": row.position.stance,
                "evidence": list(row.position.evidence),
                "judge": row.verdict.label,
                "judge_evidence": row.position.text[slice(*row.verdict.evidence)] if row.verdict.evidence else None,
                "stands": row.stands,
            }
            for row in judged
            if row.verdict is not None and not row.agree
        ],
    }


def _print(found: "Comparison") -> None:
    """A comparison for people: the counts, then what differs, a row each."""
    values = vars_of(found)
    thrown_away = values["thrown_away"]
    judged = values["positions"] - thrown_away
    click.echo(plain(f"{counted(found.articles, 'article')}, {counted(values['positions'], 'position')}."))
    click.echo(plain(f"Same label: {values['agree']} of {judged}; answers thrown away: {thrown_away}."))
    if thrown_away:
        click.echo(plain(THROWN_AWAY))
    arrows = values["arrows"]
    told = f"kept {arrows['kept']}, made conditional {arrows['conditional']}, made unclear {arrows['unclear']}"
    click.echo(plain(f"Arrows of the reading: {arrows['reading']}; {told}."))
    click.echo("")
    click.echo(plain("reading \\ judge" + "".join(f"{label:>13}" for label in (*LABELS, "thrown away"))))
    for reading in STANCES:
        counts = (*values["table"][reading].values(), found.unanswered(reading))
        click.echo(plain(f"{reading:15}" + "".join(f"{count:>13}" for count in counts)))
    for row in values["differ"]:
        who = row["speaker"] or row["actor"]
        by_reading = _with_words(row["reading"], *row["evidence"])
        by_judge = _with_words(row["judge"], *filter(None, [row["judge_evidence"]]))
        click.echo("\n" + message(f"{row['article']} {row['start']}: {who} on {row['issue']}"))
        click.echo(plain(f"  reading {by_reading}, judge {by_judge}: {row['stands']} stands"))
        click.echo(f"  {plain(' '.join(row['text'].split()))}")


def _with_words(label: str, *words: str) -> str:
    """A label with the words that it rests on, where there are any."""
    told = ", ".join(f"“{' '.join(one.split())}”" for one in words)
    return f"{label} ({told})" if words else label
