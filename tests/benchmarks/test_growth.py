import random

import pytest

from benchmarks.__main__ import main
from benchmarks.growth import TABLE, draw, table
from benchmarks.growth_costs import COSTS
from benchmarks.growth_records import Varying, app_at, replicated, texts_of
from bot.progress import silent
from bot.settings import load_settings

SIZE = 8


@pytest.fixture(scope="module")
def grown(seed_record, tmp_path_factory):
    """A record of eight articles made from the rows of the seeds."""
    data = tmp_path_factory.mktemp("grown") / "data"
    replicated(seed_record, SIZE, data)
    return data


def test_varied_texts_are_others_of_the_same_length():
    texts = list(texts_of(load_settings().seeds_dir).values())
    varying = Varying(texts, random.Random(0))
    for raw in texts:
        made = varying.text(raw)
        assert made != raw and len(made) == len(raw)
        assert [place for place, c in enumerate(made) if c == "\n"] == [
            place for place, c in enumerate(raw) if c == "\n"
        ]


def test_a_replicated_record_is_whole(grown):
    app = app_at(grown, silent)
    articles = {article.id: article for article in app.articles.all()}
    assert len(articles) == SIZE
    for position in app.positions.list():
        assert articles[position.article].raw[position.start : position.end] == position.text
    for figure in app.figures.all():
        assert articles[figure.article].raw[figure.start : figure.end] == figure.text
    assert not app.builder.stale()
    assert {position.article for position in app.positions.list()} == set(articles)


@pytest.mark.parametrize("cost", ["disagreements", "briefing", "actor", "answering"])
def test_costs_are_figures_of_the_table(grown, cost):
    figures = COSTS[cost](app_at(grown, silent))
    assert set(figures) <= {line.name for line in TABLE}
    assert all(value >= 0 for value in figures.values())


def test_what_is_printed_and_drawn(tmp_path):
    figures = {5: {"disagreements": 0.01, "memory": 254.4}, 4000: {"disagreements": 1.5}}
    told = table(figures).splitlines()
    assert told[0] == "| | 5 | 4,000 | must |" and told[2].endswith("| 0.01 | 1.50 | 2 |")
    assert len(told) == 2 + len(TABLE) and any(line.endswith("| 254 | – | 700 |") for line in told)
    draw(figures, tmp_path / "growth.png")
    assert (tmp_path / "growth.png").read_bytes().startswith(b"\x89PNG")


def test_growth_takes_its_own_arguments(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["growth", "--help"])
    assert ended.value.code == 0 and "--quick" in capsys.readouterr().out
