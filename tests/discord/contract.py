"""Discord's own OpenAPI description as the judge of every request body the bot sends.

``tests/data/discord-openapi.json`` is cut from https://github.com/discord/discord-api-spec (MIT, licence beside it)
to the routes and schemas a bot like this one can use.
"""

import functools
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

FILE = Path(__file__).parent.parent / "data" / "discord-openapi.json"
FORMATS = FormatChecker(formats=())


@FORMATS.checks("uri")
def _uri(value):
    if not isinstance(value, str) or value.startswith("attachment://"):
        return True
    parts = urlsplit(value)
    return parts.scheme in ("http", "https", "discord") and bool(parts.netloc)


@functools.cache
def description():
    spec = json.loads(FILE.read_text(encoding="utf-8"))
    # discord.py sends ids as integers, which the API takes as well as strings.
    spec["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$"}
    return spec


@functools.cache
def routes():
    """Literal paths (@original, @me) before templated ones."""
    paths = description()["paths"].items()
    rows = [(p.count("{"), p, re.compile("^" + re.sub(r"\{[^}]+\}", "[^/]+", p) + "$"), ops) for p, ops in paths]
    return sorted(rows, key=lambda row: row[0])


@functools.cache
def validator(method, path):
    for _, template, pattern, operations in routes():
        if pattern.match(path) and method.lower() in operations:
            content = operations[method.lower()].get("requestBody", {}).get("content", {})
            schema = content.get("application/json", next(iter(content.values()), {})).get("schema")
            whole = schema and {**schema, "components": description()["components"]}
            return template, whole and Draft202012Validator(whole, format_checker=FORMATS)
    return None, None


def deepest(error):
    """The unions carry no discriminator: follow the branch whose kind matched, down to the real fault."""

    def wrong_kind(faults):
        return any(
            (f.validator == "enum" and f.absolute_path and f.absolute_path[-1] == "type")
            or (f.validator == "type" and f.absolute_path == error.absolute_path)
            for f in faults
        )

    while error.context:
        branches = {}
        for fault in error.context:
            branches.setdefault(fault.schema_path[0], []).append(fault)
        branch = min(branches.values(), key=lambda faults: (wrong_kind(faults), len(faults)))
        error = max(branch, key=lambda fault: len(fault.absolute_path))
    return error


def unlawful(requests):
    """(method, path, where, rule) of everything in the requests that Discord's description does not allow."""
    found = []
    for request in requests:
        template, rules = validator(request.method, request.path.split("?")[0])
        if template is None:
            found.append((request.method, request.path, "", "no such route"))
        elif rules is not None and request.json is not None:
            for error in map(deepest, rules.iter_errors(request.json)):
                where = "/".join(map(str, error.absolute_path))
                found.append(
                    (request.method, template, where, f"{error.validator}={str(error.validator_value)[:80]}")
                )
    return found
