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
SOMEBODY = '\n[[actor]]\nid = "zed-quux"\nname = "Zed Quux"\nkind = "person"\nspeaks_for = "{home}"\n'
MELONI = '\n[[actor]]\nid = "olga-smirnova"\nname = "Olga Smirnova"\nkind = "person"\n'


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
    "a comment": ("issues.toml", "", "\n# nothing\n"),
    "another name of somebody": ("actors.toml", PESKOV, 'aliases = ["Dmitri Peskov", "Quuxov Zedd"]'),
    "a name that an article has": ("actors.toml", PESKOV, 'aliases = ["Dmitri Peskov", "the Quai d\'Orsay"]'),
    "somebody nobody names": ("actors.toml", "", SOMEBODY.format(home="tuvalu")),
    "an analyst": ("actors.toml", "", MELONI),
    "an actor gone": ("actors.toml", '[[actor]]\nid = "joint-expeditionary-force"', '[[actor]]\nid = "jef"'),
    "a cue more": ("issues.toml", '"price cap"', '"price cap", "zedd quux"'),
    "a cue less": ("issues.toml", '"embargo*", ', ""),
    "an outlet nobody names": ("outlets.toml", "", '\n[[outlet]]\nname = "Zedd Quux"\n'),
    "an outlet's other name": ("outlets.toml", '"ria.ru", "RIA"', '"ria.ru"'),
    "figures": ("issues.toml", 'countries = ["countries"', 'countries = ["lands", "countries"'),
}


@pytest.fixture(scope="module")
def touched_somewhere():
    return {}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_touched_would_be_read_as_before(record, config, change, touched_somewhere):
    changed(config, *CHANGES[change])
    touches = judge(config)
    app = App(load_settings(config, {"COMMUNIQUE_RECORD__DATA": str(record)}), silent)
    assert touches is not everything
    articles = app.articles.all()
    left = [article for article in articles if not touches(article)]
    touched_somewhere[change] = len(articles) - len(left)
    for article in left:
        found = app.builder._reader.read(article, clean(article.raw))
        assert set(found.positions) == set(app.positions.list(article=article.id)), article.id
        assert set(found.statements) == set(app.statements.of_article(article.id)), article.id


def test_a_change_touches_what_it_should(touched_somewhere):
    if len(touched_somewhere) < len(CHANGES):
        pytest.skip("needs the tests above")
    print(touched_somewhere)
    for change in ("a comment", "another name of somebody", "somebody nobody names", "figures"):
        assert touched_somewhere[change] == 0, change
    assert 0 < touched_somewhere["a cue less"] < 5


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
