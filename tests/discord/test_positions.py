"""/actor, /compare and /issue over positions of the real record; their buttons and menus."""

import pytest
import simcord

from bot.errors import UsageError
from bot.record.figures import FigureStore
from bot.record.positions import PositionStore
from bot.record.statement import Position
from tests.discord.contract import unlawful
from tests.discord.world import Shown, shown, synced_commands

FIRST, THIRD = "000_fd8d3417e3e4973a", "002_817ae007921a9a15"
LAVROV = ("Sergei Lavrov", "official", "russia")
WORDS = [
    # article, words, (speaker, kind, actor), issue, stance
    (FIRST, "Lavrov said", LAVROV, "security-guarantees", "conditional"),
    (THIRD, "Lavrov stressed that collective", LAVROV, "russia-as-guarantor", "supports"),
    (FIRST, "Hungary and Slovakia are", (None, "unattributed-reporting", "hungary"), "foreign-troops", "opposes"),
    (FIRST, "With the idea of bringing", (None, "unattributed-reporting", "ukraine"), "foreign-troops", "supports"),
    (THIRD, "Moscow notes that", (None, "institution", "russia"), "foreign-troops", "opposes"),
]


def sentence(raw, words):
    """The paragraph that holds some words: its span."""
    at = raw.index(words)
    start = raw.rfind("\n", 0, at) + 1
    end = raw.find("\n", at)
    return start, min(end, start + 600)


@pytest.fixture
def positions(services, database):
    """Some positions stored as reading stores them, in place of what was read."""
    store = services.stores
    made = {}
    for article, words, (speaker, kind, actor), issue, stance in WORDS:
        raw = store.articles.get(article).raw
        start, end = sentence(raw, words)
        position = Position(
            article, raw[start:end], start, end, 5, speaker, kind, actor, "said", "indirect", issue, stance, ("said",)
        )
        made.setdefault(article, []).append(position)
        # The same words bear on a second issue: two entries, two buttons, one message.
        if issue == "security-guarantees":
            made[article].append(
                Position(
                    article, raw[start:end], start, end, 5, "A. Nalyst", "analyst", actor, "said", "indirect",
                    "sanctions", "unclear", ("said",), "Institute",
                )
            )  # fmt: skip
    figures = FigureStore(database).all()
    for article in [a.id for a in store.articles.all()]:
        own = [figure for figure in figures if figure.article == article]
        PositionStore(database).save(article, [], made.get(article, []), own)
    return made


async def run(world, command, **options):
    return shown(await world.alice.slash(world.channel, command, **options))


def seen(world, page):
    """A message as it is now."""
    return Shown.of_message(next(m for m in world.channel.history() if m.id == page.message.id))


async def test_an_actor_stands_issue_by_issue_with_stance_speaker_and_citation(world, positions):
    page = await run(world, "actor", name="Kremlin")
    assert page.plain.startswith("### Russia")
    assert "4 positions · 2 articles · 1 known outlet" in page.plain
    assert "◆ conditional** · Sergei Lavrov" in page.plain
    assert "▼ opposes" in page.plain
    assert "A. Nalyst · analyst · Institute" in page.plain
    assert "**Izvestia** · " in page.plain
    assert page.buttons.count("Show in context") == 4
    order = [page.plain.index(f"**{name}") for name in ("Security guarantees", "Foreign troops", "Sanctions")]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("kind", "told", "shown_speaker", "words"),
    [
        ("official", "reported-fact", False, "reported, not quoted"),
        ("institution", "indirect", False, ""),
        ("official", "indirect", True, ""),
    ],
)
async def test_a_speaker_is_named_only_where_somebody_spoke(
    world, services, database, kind, told, shown_speaker, words
):
    article = services.stores.articles.get(FIRST)
    row = Position(
        FIRST, article.raw[:45], 0, 45, 1, "Some members", kind, "nato", "said", told, "foreign-troops", "opposes", ()
    )
    for other in services.stores.articles.all():
        PositionStore(database).save(other.id, [], [row] if other.id == FIRST else [])
    page = await run(world, "actor", name="nato")
    assert ("Some members" in page.plain) == shown_speaker
    assert words in page.plain


@pytest.mark.parametrize(("accuser", "named"), [("Sergei Lavrov", "Sergei Lavrov"), (None, "Izvestia")])
async def test_a_charge_stands_apart_with_who_makes_it(world, services, database, accuser, named):
    article = services.stores.articles.get(FIRST)
    facts = {"article": FIRST, "paragraph": 1, "actor": "ukraine", "cue": "said", "issue": "negotiations"}
    own = Position(
        text=article.raw[:45], start=0, end=45, speaker="Volodymyr Zelensky", speaker_kind="official",
        statement_kind="indirect", stance="supports", evidence=("said",), **facts,
    )  # fmt: skip
    charge = Position(
        text=article.raw[50:95], start=50, end=95, speaker=accuser, speaker_kind="official", accuser=accuser,
        statement_kind="indirect", stance="unclear", evidence=(), kind="charged", **facts,
    )  # fmt: skip
    for other in services.stores.articles.all():
        PositionStore(database).save(other.id, [], [own, charge] if other.id == FIRST else [])
    page = await run(world, "actor", name="ukraine")
    assert "1 position ·" in page.plain
    assert "▲ supports" in page.plain and "charged" not in page.plain
    about = await world.click(page, "Said of it by others", who=world.bob)
    assert f"**Ukraine** · charged by {named}" in about.plain
    assert "supports" not in about.plain and "unclear" not in about.plain
    back = await world.click(about, "Said and done", who=world.bob)
    assert back.plain.partition("\n")[0] == "### Ukraine" and "▲ supports" in back.plain
    for command, options in (("issue", {"name": "negotiations"}), ("compare", {"a": "ukraine", "b": "russia"})):
        shown_there = (await run(world, command, **options)).plain
        assert "supports" in shown_there and "charged" not in shown_there


async def test_only_officials_and_only_since(world, positions):
    page = await run(world, "actor", name="russia", officials=True)
    assert "Nalyst" not in page.plain
    late = await run(world, "actor", name="russia", since="2030")
    assert "The record holds no such position (since 2030)" in late.plain


async def test_words_in_context_from_a_position(world, positions):
    page = await run(world, "actor", name="russia")
    context = await world.click(page, "Show in context", who=world.bob)
    assert context.ephemeral
    assert "characters " in context.plain


async def test_the_menu_narrows_to_an_issue_in_place_for_the_one_who_asked(world, positions):
    page = await run(world, "actor", name="russia")
    (menu,) = [
        row["components"][0] for row in page.components if row["type"] == 1 and row["components"][0]["type"] == 3
    ]
    before = len(world.channel.history())
    await world.alice.select(page.message, ["foreign-troops"], custom_id=menu["custom_id"])
    narrowed = seen(world, page)
    assert "Nalyst" not in narrowed.plain
    assert "opposes" in narrowed.plain
    assert len(world.channel.history()) == before


async def test_somebody_elses_click_changes_nothing_for_the_others(world, positions):
    page = await run(world, "actor", name="russia")
    about = await world.click(page, "Said of it by others", who=world.bob)
    assert about.ephemeral
    assert about.plain.startswith("### Said of Russia by others")
    assert about.message.id != page.message.id


async def test_compare_shows_both_and_says_where_one_is_silent(world, positions):
    page = await run(world, "compare", a="russia", b="Hungary")
    assert page.plain.startswith("### Russia and Hungary")
    assert "**Hungary** · **▼ opposes**" in page.plain
    assert "**Hungary** · nothing in the record" in page.plain


async def test_compare_needs_two_actors(world, positions):
    page = await run(world, "compare", a="russia", b="Moscow")
    assert "two different actors" in page.plain
    simcord.assert_error(world.env, UsageError)


async def test_an_issue_shows_everybody(world, positions):
    page = await run(world, "issue", name="foreign-troops")
    assert "**They disagree (1)**" in page.plain
    await world.alice.click(page.message, label="Next")
    everybody = page.plain + seen(world, page).plain
    assert "**All positions**" in everybody
    for actor in ("Hungary", "Ukraine", "Russia"):
        assert f"**{actor}**" in everybody


@pytest.mark.parametrize("typed", ["Foreign troops", "FOREIGN TROOPS", "foreign-troops", " foreign tr"])
async def test_an_issue_is_found_as_it_is_typed(world, positions, typed):
    offered = await world.alice.autocomplete(world.channel, "issue", "name", typed)
    assert [choice["value"] for choice in offered] == ["foreign-troops"]
    for name in (typed, offered[0]["name"]):
        assert (await run(world, "issue", name=name)).plain.startswith("### Foreign troops")


@pytest.mark.parametrize(
    ("option", "typed", "value"), [("name", "zelen", "volodymyr-zelensky"), ("issue", "troop", "foreign-troops")]
)
async def test_names_and_issues_are_offered_while_typing(world, positions, option, typed, value):
    choices = await world.alice.autocomplete(world.channel, "actor", option, typed)
    assert value in [choice["value"] for choice in choices]


@pytest.mark.parametrize("typed", ["oleg kar", "Karpovich", "Oleg Karpovich", "oleg-karpovich"])
async def test_whom_only_the_record_knows_is_offered_and_found(world, services, database, typed):
    article = services.stores.articles.get(FIRST)
    said = Position(
        FIRST, article.raw[:45], 0, 45, 1, "Oleg Karpovich", "analyst", "oleg-karpovich", "said", "indirect",
        "foreign-troops", "opposes", (),
    )  # fmt: skip
    for other in services.stores.articles.all():
        PositionStore(database).save(other.id, [], [said] if other.id == FIRST else [])
    choices = await world.alice.autocomplete(world.channel, "actor", "name", typed)
    assert [(c["name"], c["value"]) for c in choices[:1]] == [("Oleg Karpovich", "oleg-karpovich")]
    page = await run(world, "actor", name=typed)
    assert page.plain.startswith("### Oleg Karpovich") and "▼ opposes" in page.plain


async def test_unknown_issues_and_dates_get_one_sentence(world, positions):
    assert "I know no issue called" in (await run(world, "actor", name="russia", issue="turnips")).plain
    simcord.assert_error(world.env, UsageError)
    assert "Give the date as" in (await run(world, "actor", name="russia", since="yesterday")).plain
    simcord.assert_error(world.env, UsageError)


@pytest.fixture
def much(services, database):
    """Twelve times the same stand of France on one issue, once another, and a charge against it three times."""
    article = services.stores.articles.get(FIRST)

    def said(place, stance, **more):
        start = place * 50
        return Position(
            FIRST, article.raw[start : start + 45], start, start + 45, 1, None, "official", "france", "said",
            "indirect", "foreign-troops", stance, (), **more,
        )  # fmt: skip

    rows = [said(place, "supports") for place in range(12)] + [said(12, "opposes")]
    rows += [said(place, "unclear", kind="charged") for place in (13, 14, 15)]
    for other in services.stores.articles.all():
        PositionStore(database).save(other.id, [], rows if other.id == FIRST else [])


async def test_the_newest_of_each_stand_is_shown_and_the_others_are_opened(world, much):
    page = await run(world, "actor", name="france")
    assert "13 positions" in page.plain
    assert page.plain.count("▲ supports") == page.plain.count("▼ opposes") == 1
    assert "charged" not in page.plain and "page 1" not in page.plain
    assert page.buttons[:3] == ("Show in context", "11 earlier", "Show in context")
    await world.alice.click(page.message, label="11 earlier")
    opened = seen(world, page)
    assert opened.plain.startswith("### France · ▲ supports")
    assert opened.buttons.count("Show in context") == 5 and "page 1 of 3" in opened.plain
    await world.alice.click(page.message, label="Last")
    assert seen(world, page).buttons.count("Show in context") == 2
    await world.alice.click(page.message, label="First")
    assert "page 1 of 3" in seen(world, page).plain
    await world.alice.click(page.message, label="Back")
    assert seen(world, page).plain == page.plain


async def test_charges_are_a_stack_of_the_other_tab(world, much):
    page = await run(world, "actor", name="france")
    await world.alice.click(page.message, label="Said of it by others")
    assert seen(world, page).plain.count("charged by") == 1
    await world.alice.click(page.message, label="2 earlier")
    opened = seen(world, page).plain
    assert opened.startswith("### Said of France by others · charges") and opened.count("charged by") == 3


async def test_the_pages_turn_after_a_restart(world, much, make_bot):
    page = await run(world, "actor", name="france")
    await world.alice.click(page.message, label="11 earlier")
    await world.restart(make_bot())
    await world.alice.click(page.message, label="Next")
    assert "page 2 of 3" in seen(world, page).plain


@pytest.mark.parametrize(("command", "options"), [("matrix", {}), ("timeline", {"name": "russia"})])
@pytest.mark.parametrize("light", [False, True])
async def test_pictures_come_with_words(world, positions, command, options, light):
    page = await run(world, command, light=light, **options)
    (picture,) = page.message.attachments
    assert (await picture.read()).startswith(b"\x89PNG")
    assert picture.description
    words = await world.click(page, "In words", who=world.bob)
    assert words.ephemeral
    assert "opposes" in words.plain


async def test_the_matrix_leaves_out_who_says_little_and_shows_who_is_asked_for(world, positions):
    page = await run(world, "matrix")
    assert "2 actors with fewer positions" in page.plain
    assert "Hungary" not in (await world.click(page, "In words", who=world.bob)).plain
    asked = await run(world, "matrix", actor="Hungary")
    assert "1 actor with fewer positions" in asked.plain
    assert "Hungary: opposes Foreign troops" in (await world.click(asked, "In words", who=world.bob)).plain


async def test_the_button_over_time_shows_the_timeline_apart(world, positions):
    page = await run(world, "actor", name="russia")
    picture = await world.click(page, "Over time")
    assert picture.ephemeral
    assert picture.message.attachments
    assert seen(world, page).plain == page.plain


async def test_contexts_are_written_out(world):
    commands = synced_commands(world.env)
    for name in ("actor", "compare", "issue", "matrix", "timeline"):
        assert sorted(commands[name]["contexts"]) == [0, 1, 2]
        assert sorted(commands[name]["integration_types"]) == [0, 1]
    assert unlawful(world.env.http_requests) == []
