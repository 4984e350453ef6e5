"""What a change of the configuration touches is read again, and nothing else would have been read otherwise."""

import re
import shutil

import pytest

from bot.app import App, silent
from bot.building.touch import Inputs, everything, touched_by
from bot.settings import ROOT, load_settings
from embeddings.clean import clean
from tests.conftest import copy_record

PESKOV = 'aliases = ["Dmitri Peskov", "Dmitriy Peskov"]'
SOMEBODY = '\n[[actor]]\nid = "zed-quux"\nname = "Zed Quux"\nkind = "person"\nspeaks_for = "tuvalu"\n'
ANALYST = '\n[[actor]]\nid = "peter-suciu"\nname = "Peter Suciu"\nkind = "person"\n'


@pytest.fixture(scope="module")
def record(seed_record, tmp_path_factory):
    data = tmp_path_factory.mktemp("touch") / "data"
    copy_record(seed_record, data)
    return data


@pytest.fixture
def config(tmp_path):
    shutil.copytree(ROOT / "config", tmp_path / "config")
    return tmp_path / "config"


def changed(config, file, old, new):
    path = config / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")


def judge(config):
    """Which articles a change touches, by the first words of their ids."""
    before, after = Inputs.of(load_settings()), Inputs.of(load_settings(config))
    return touched_by(before, after)


CHANGES = {
    "a comment": (0, "issues.toml", "", "\n# nothing\n"),
    "another name of somebody": (0, "actors.toml", PESKOV, PESKOV[:-1] + ', "Quuxov Zedd"]'),
    "a name that an article has": (1, "actors.toml", PESKOV, PESKOV[:-1] + ', "Ivan Loshkarev"]'),
    "somebody nobody names": (0, "actors.toml", "", SOMEBODY),
    "an analyst": (1, "actors.toml", "", ANALYST),
    "an actor gone": (0, "actors.toml", '[[actor]]\nid = "joint-expeditionary-force"', '[[actor]]\nid = "jef"'),
    "a cue more": (0, "issues.toml", '"price cap"', '"price cap", "zedd quux"'),
    "a cue less": (1, "issues.toml", '"truce*", ', ""),
    "an outlet nobody names": (0, "outlets.toml", "", '\n[[outlet]]\nname = "Zedd Quux"\n'),
    "an outlet that an article names": (1, "outlets.toml", 'name = "Bloomberg"', 'name = "Quuxberg"'),
    "figures": (0, "issues.toml", 'countries = ["countries"', 'countries = ["lands", "countries"'),
}
"""Each with how many of the five seeds it touches."""


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_touched_would_be_read_as_before(record, config, change):
    number, *edit = CHANGES[change]
    changed(config, *edit)
    touches = judge(config)
    app = App(load_settings(config, {"COMMUNIQUE_RECORD__DATA": str(record)}), silent)
    articles = app.articles.all()
    left = [article for article in articles if not touches(article)]
    assert len(articles) - len(left) == number
    for article in left:
        found = app.builder._reader.read(article, clean(article.raw))
        assert set(found.positions) == set(app.positions.list(article=article.id)), article.id
        assert set(found.statements) == set(app.statements.of_article(article.id)), article.id


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("cues.toml", None, 'nouns = ["remark"]\n'),
        ("actors.toml", "[spellings]", '[titles]\nofficial = ["grand vizier"]\n\n[spellings]'),
        ("issues.toml", "\n[[issue]]", '\n[[issue]]\nid = "other"\nname = "O"\nsentence = "it be so"\n\n[[issue]]'),
    ],
)
def test_a_change_that_may_matter_anywhere_touches_everything(config, file, old, new):
    if old is None:
        (config / file).write_text(new, encoding="utf-8")
    else:
        changed(config, file, old, new)
    assert judge(config) is everything or judge(config)(None)


def test_issues_in_another_order_touch_everything(config):
    path = config / "issues.toml"
    head, first, second, *rest = re.split(r"(?=\[\[issue\]\])", path.read_text(encoding="utf-8"))
    path.write_text("".join([head, second, first, *rest]), encoding="utf-8")
    assert judge(config) is everything


def test_another_parser_touches_everything():
    now = Inputs.of(load_settings())
    former = Inputs({**now.whole, "parser": "spacy 0"}, now.files)
    assert touched_by(former, now) is everything and Inputs.loads(now.dumps()) == now
