"""The data that ships with the bot has the form that ``actors.toml`` is held to."""

import pytest

from bot.actors.actors import Actor
from bot.actors.registry import Registry
from bot.actors.world import world
from bot.errors import ConfigurationError


def test_every_entry_has_the_form_of_a_configured_one():
    for actor in world().actors.values():
        values = actor.model_dump(by_alias=True)
        assert Actor.model_validate(values) == actor
        assert actor.kind == "person" or not actor.roles
        assert actor.speaks_for is None or actor.speaks_for in world().actors


def test_the_world_has_its_states_and_bodies():
    kinds = [actor.kind for actor in world().actors.values()]
    assert kinds.count("state") >= 195
    bodies = "united-nations un-security-council nato eu african-union g7 g20 osce iaea imf world-bank"
    assert set(bodies.split()) <= set(world().actors)


def test_no_name_of_the_world_is_claimed_twice():
    claimed: dict[str, str] = {}
    for actor in world().actors.values():
        for name in (actor.name, *actor.aliases, *actor.demonyms, *actor.capitals):
            assert claimed.setdefault(name.casefold(), actor.id) == actor.id, name


def test_no_office_has_two_holders_on_a_day():
    registry = Registry.load()
    roles = [(role, actor) for actor in registry.people for role in actor.roles]
    for role, actor in roles:
        assert role.since is not None
        assert role.until is None or role.since < role.until
        assert registry.holder(role.title, role.of, role.since.isoformat()) is actor, (role, actor.name)


def test_the_subject_lies_over_the_world(tmp_path):
    file = tmp_path / "actors.toml"
    file.write_text(
        '[[actor]]\nid="chad"\naliases=["Sahel"]\n'
        '[[actor]]\nid="ankara-choir"\nname="Ankara Choir"\nkind="institution"\naliases=["Ankara"]\n'
        '[[actor]]\nid="emmanuel-macron"\nroles=[{title="patron", of="ankara-choir", from=2020-01-01}]\n'
        '[[actor]]\nid="jane-roe"\nname="Jane Roe"\nkind="person"\nspeaks_for="chad"\nroles=[{title="minister"}]\n',
        encoding="utf-8",
    )
    registry = Registry.load(file)
    assert registry.lookup("Sahel").id == registry.lookup("Chad").id == "chad"
    assert registry.lookup("Ankara").id == "ankara-choir"
    assert registry.lookup("Turkey").id == "turkey"
    assert registry.resolve("the French president", on="2025-01").person == "emmanuel-macron"
    assert registry.resolve("Jane Roe").actor == "chad"
    assert [actor.id for actor in registry.find("")] == ["chad", "ankara-choir", "emmanuel-macron", "jane-roe"]


def test_a_word_list_of_no_known_key_is_refused(tmp_path):
    file = tmp_path / "actors.toml"
    file.write_text('[titles]\nofficals = ["minister"]\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"titles\.officals"):
        Registry.load(file)
