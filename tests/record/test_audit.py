"""Each kind of damage to what is derived is seen, and nothing is seen where there is none."""

import pytest

from bot.record.audit import passages_fit, reading_fits
from embeddings.clean import clean
from embeddings.passages import passages

ONE = "(SELECT min({0}) FROM {1} WHERE article = :article)"
VECTORS = {
    "zeros": "UPDATE passage SET vector = zeroblob(1536) WHERE seq = ",
    "no numbers": "UPDATE passage SET vector = CAST(x'0000c07f' || substr(vector, 5) AS BLOB) WHERE seq = ",
    "cut": "UPDATE passage SET vector = x'00' WHERE seq = ",
    "gone": "DELETE FROM passage WHERE seq = ",
    "moved": "UPDATE passage SET start = start + 1 WHERE seq = ",
    "of another model": "UPDATE passage SET model = 'other' WHERE seq = ",
}
READINGS = {
    "other words": "UPDATE position SET text = 'We refuse.' WHERE id = ",
    "no stance": "UPDATE position SET stance = 'both' WHERE id = ",
    "beyond the text": 'UPDATE statement SET "end" = 99999999 WHERE id = ',
    "no JSON": "UPDATE statement SET spans = '[[' WHERE id = ",
    "a span that is none": "UPDATE statement SET spans = '[[3]]' WHERE id = ",
    "backwards": 'UPDATE statement SET start = "end", "end" = start WHERE id = ',
}


def fits(app, article):
    model = app.encoder
    expected = passages(clean(article.raw))
    return (
        passages_fit(app.database, article, expected, model.model_id, model.dimension),
        reading_fits(app.database, article),
    )


def test_what_was_stored_fits(seed_app):
    assert {fits(seed_app, article) for article in seed_app.articles.all()} == {(True, True)}


@pytest.mark.parametrize("damage", [*VECTORS, *READINGS])
def test_damage_is_seen(seed_app, own_store, damage):
    article = own_store.articles.all()[3]
    statement = VECTORS.get(damage) or READINGS[damage]
    table = statement.split()[1 if statement.startswith("UPDATE") else 2]
    with own_store.database.write() as connection:
        one = ONE.format("seq" if table == "passage" else "id", table)
        assert connection.execute(statement + one, {"article": article.id}).rowcount == 1
    assert fits(own_store, article) == (damage not in VECTORS, damage not in READINGS)


@pytest.fixture
def own_store(seed_app, own_app):
    """An application over its own record, with the encoder of the others, which is only asked what it is."""
    own_app.builder.__dict__["encoder"] = seed_app.encoder
    return own_app
