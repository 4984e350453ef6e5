"""An actor's positions over time as a picture."""

import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.pictures.picture import WIDTH
from bot.pictures.timeline import LARGEST, NEAR, clusters, timeline_picture
from bot.record.article import Article


@given(st.lists(st.floats(0, 500), max_size=60))
def test_marks_that_lie_side_by_side_are_one_where_they_lie(places):
    found = clusters(places)
    assert sum(cluster.number for cluster in found) == len(places)
    for cluster in found:
        assert any(abs(cluster.x - place) <= NEAR for place in places)
        assert cluster.size <= LARGEST


def test_many_positions_are_a_larger_mark():
    one, several, many = (clusters([5.0] * number)[0] for number in (1, 4, 5000))
    assert one.size < several.size < many.size == LARGEST


def test_a_picture_shows_when_and_which_stance(seed_app):
    ledger = seed_app.ledger
    row = next(row for row in ledger.timeline("russia") if row.position.stance != "unclear")

    def shown(*told):
        rows = []
        for when, stance in told:
            article = Article("a", "", "hash", "2026-01-01T00:00:00+00:00", published=when)
            rows.append(replace(row, article=article, position=replace(row.position, stance=stance)))
        return timeline_picture(rows, ledger, "russia").png

    ends = [("2025-01-01", "supports"), ("2025-12-31", "supports")]
    made = [shown(*ends, ("2025-06-01", stance)) for stance in ("supports", "opposes", "conditional", "unclear")]
    made += [shown(*ends, ("2025-08-01", "supports")), shown(*ends, *[("2025-06-01", "supports")] * 9), shown()]
    assert len(set(made)) == len(made)
    assert {Image.open(io.BytesIO(png)).size[0] for png in made} == {WIDTH}
