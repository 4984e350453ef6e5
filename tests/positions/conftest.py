"""Eight invented subjects, none of them at hand in any article, and the parts that read them."""

import json

import pytest

from bot.actors.registry import Registry
from bot.attribution.reader import StatementReader
from bot.grammar.attitude import load_attitude
from bot.positions import composition
from bot.positions.issues import Issues
from bot.positions.path import Voice
from bot.positions.positions import PositionReader
from bot.positions.stance import StanceClassifier
from bot.record.article import Article
from embeddings.clean import clean

SUBJECTS = {
    "tram": ("The city should build the tram line.", ["tram line*", "tram*"]),
    "wind-farm": ("The wind farm at Gullmoor should be built.", ["wind farm*", "turbine*"]),
    "fur-farms": ("Fur farms should be banned.", ["fur farm*", "fur farm ban", "ban on fur farms"]),
    "cameras": ("Speed cameras should be scrapped.", ["speed camera*"]),
    "levy": ("Growers should pay the water levy.", ["water levy", "levy on water"]),
    "fee": ("The museum should charge an entry fee.", ["entry fee*", "admission charge*"]),
    "uniforms": ("Pupils should wear school uniforms.", ["school uniform*"]),
    "archive": ("The old archive should be opened.", ["old archive", "archive"]),
}


@pytest.fixture(scope="session")
def issues_file(tmp_path_factory):
    """An ``issues.toml`` with ``id``, ``name``, ``sentence`` and ``cues`` alone, in a folder of its own."""
    file = tmp_path_factory.mktemp("subjects") / "issues.toml"
    file.write_text(
        "\n".join(
            f'[[issue]]\nid = "{name}"\nname = "{name.capitalize()}"\n'
            f'sentence = "{sentence}"\ncues = {json.dumps(cues)}\n'
            for name, (sentence, cues) in SUBJECTS.items()
        ),
        encoding="utf-8",
    )
    return file


@pytest.fixture(scope="session")
def issues(issues_file):
    return Issues.load(issues_file)


@pytest.fixture(scope="session")
def classifier(issues, issues_file):
    return StanceClassifier.load(issues_file.parent, issues)


@pytest.fixture(scope="session")
def attitude():
    return load_attitude()


@pytest.fixture(scope="session")
def climb(attitude, token):
    """Climbs from a word of a text; subjects are the speaker's own where they are among ``own``."""

    def read(text, thing, own=("We", "we", "us", "our", "Norland"), reported=False, carriers=()):
        def whose(subject):
            return "anyone" if subject is None else "own" if subject.text in own else "other"

        voice = Voice(whose, lambda _token: True, reported)
        return composition.climb(attitude, token(text, thing), voice, frozenset(carriers))

    return read


ACTORS = """
[[actor]]
id = "norland"
name = "Norland"
kind = "state"
demonyms = ["Norlandic", "Norlanders"]
capitals = ["Ostmar"]

[[actor]]
id = "velmark"
name = "Velmark"
kind = "state"
demonyms = ["Velmarkic"]
capitals = ["Tarnholt"]

[[actor]]
id = "weavers-guild"
name = "Weavers Guild"
kind = "institution"

[[actor]]
id = "ada-marlow"
name = "Ada Marlow"
kind = "person"
speaks_for = "norland"
roles = [{ title = "Transport Minister", of = "norland" }]

[[actor]]
id = "tom-hale"
name = "Tom Hale"
kind = "person"
speaks_for = "velmark"
roles = [{ title = "Prime Minister", of = "velmark" }]
"""


@pytest.fixture(scope="session")
def actors_file(issues_file):
    """An ``actors.toml`` beside the ``issues.toml``, and no other file."""
    file = issues_file.parent / "actors.toml"
    file.write_text(ACTORS, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def registry(actors_file):
    return Registry.load(actors_file)


@pytest.fixture(scope="session")
def read(actors_file, registry, issues, classifier):
    """Reads the rows of an article of September 2025 from its paragraphs."""
    own = PositionReader(registry, issues, classifier)
    statements = StatementReader(actors_path=actors_file)

    def positions(*paragraphs, reader=own):
        raw = "\n".join(paragraphs) + "\n"
        article = Article("a", raw, "hash", "2025-09-01T00:00:00+00:00", published="2025-09")
        text = clean(raw)
        result = statements.read(text, "a", on=article.published)
        found = reader.read(article, text, result.statements, result.parses)
        assert all(raw[p.start : p.end] == p.text for p in found)
        assert found == sorted(found, key=lambda p: (p.start, p.end))
        return found

    return positions
