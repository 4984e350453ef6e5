"""``communique stance``: the stance of plain statements toward one issue, without a record."""

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from bot.actors.registry import Registry
from bot.console.contract import SURROGATES, dump
from bot.console.naming import issue_named
from bot.console.plain import plain
from bot.positions.issues import Issues
from bot.settings import load_settings

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from bot.positions.spoken import Own


@click.command(short_help="The stance of statements on standard input toward an issue.")
@click.option("--issue", "name", required=True, help="The issue (an id or the beginning of a name).")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object a line.")
def stance(name: str, as_json: bool) -> None:
    """Read statements from standard input, one a line, and say which side each takes on the issue.

    A line is a JSON object with "text", "speaker" and "cue" (the last two may be null), or the bare text. Exactly
    one line comes out for each line in, in order.
    """
    from bot.positions.stance import StanceClassifier  # the parser takes seconds to load

    settings = load_settings()
    issues = Issues.load(settings.config_dir / "issues.toml")
    issue = issue_named(issues, name)
    assert issue is not None
    reader = StanceClassifier.load(settings.config_dir, issues)
    registry = Registry.load(settings.config_dir / "actors.toml")
    lines = sys.stdin.buffer.read().decode("utf-8", "replace").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    for line in lines:
        given = read_line(line.removesuffix("\r"))
        own = _speaks_for(registry, given["speaker"])
        # Half a surrogate pair is no letter of any word, and the parser takes none.
        words = SURROGATES.sub("\ufffd", given["text"])
        found, evidence = reader.classify(words, issue, given["cue"], given["speaker"], own)
        if as_json:
            click.echo(dump({"text": given["text"], "issue": issue, "stance": found, "evidence": list(evidence)}))
        else:
            click.echo(plain(f"{found:<12} {given['text']}" + (f"  [{', '.join(evidence)}]" if evidence else "")))


def _speaks_for(registry: Registry, speaker: str | None) -> "Own":
    """Whether a word names whom the speaker speaks for: "Polish soldiers" where a Polish minister speaks.

    Of a speaker that no configuration knows the text may tell it: "Polish minister X", "Poland's minister".
    """
    from bot.grammar.names import goes_by, names_of, office_holders
    from bot.positions.named import Named
    from bot.positions.spoken import nobody

    if not speaker:
        return nobody
    names = names_of(speaker)
    owned: dict[Doc, Own] = {}

    def owner(doc: "Doc") -> "Own":
        called = [t for t in doc if goes_by(t, names) and not goes_by(t.head, names)]
        mentions = (doc[t.left_edge.i : t.i + 1].text for t in called or office_holders(doc))
        actors = (registry.resolve(name).actor for name in (speaker, *mentions))
        actor = next((actor for actor in actors if actor in registry), None)
        return Named(registry, doc).owned_by(actor) if actor is not None else nobody

    return lambda t: (owned.get(t.doc) or owned.setdefault(t.doc, owner(t.doc)))(t)


def read_line(line: str) -> dict[str, Any]:
    """Text, speaker and cue of one line: an object with a text, else the line itself as text."""
    try:
        value = json.loads(line) if line.lstrip().startswith("{") else None
    except ValueError:
        value = None
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return {"text": line, "speaker": None, "cue": None}
    named = {key: value.get(key) for key in ("speaker", "cue")}
    return {"text": value["text"], **{key: name if isinstance(name, str) else None for key, name in named.items()}}
