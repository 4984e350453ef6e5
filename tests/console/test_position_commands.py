import json

import pytest
from click.testing import CliRunner

from bot.__main__ import communique
from bot.errors import UsageError
from bot.record.database import Database
from bot.record.positions import PositionStore
from bot.record.statement import Position

ARTICLE = """Who will go to Ukraine

Sweden is ready to send troops to Ukraine, Prime Minister Ulf Kristersson said on Monday in Stockholm.
Hungary rejects any deployment of foreign troops in Ukraine, Foreign Minister Peter Szijjarto said on Tuesday.
Foreign troops in Ukraine would be a mistake, John Doe, professor of history in Lund, said.
Norway has voted for new sanctions.
Sweden only wants to drag out the talks, Maria Zakharova said.
Paris watches with interest, Emmanuel Macron said.
Moscow wants talks on ports, Sergei Lavrov said.
Grain must be spoken of first, Sergei Lavrov said in Samara.
"""
FIELDS = [
    "article", "text", "start", "end", "paragraph", "speaker", "speaker_kind", "actor", "cue", "statement_kind",
    "issue", "stance", "evidence", "outlet", "published", "kind", "same_as", "also_in",
]  # fmt: skip


SAID = [
    # the words, who says them, of whom, on what, which side, and whose matter it is
    ("Sweden is ready", "Ulf Kristersson", "official", "sweden", "foreign-troops", "supports", {}),
    ("Hungary rejects", "Peter Szijjarto", "official", "hungary", "foreign-troops", "opposes", {}),
    ("Foreign troops in", "John Doe", "analyst", "john-doe", "foreign-troops", "opposes", {}),
    ("Norway has voted", None, "institution", "norway", "sanctions", "supports",
     {"kind": "did", "statement_kind": "reported-fact"}),
    ("Sweden only wants", "Maria Zakharova", "official", "sweden", "negotiations", "unclear",
     {"kind": "charged", "accuser": "Maria Zakharova"}),
    ("Moscow wants talks", "Sergei Lavrov", "official", "russia", "negotiations", "supports", {}),
    ("Grain must be", "Sergei Lavrov", "official", "russia", "negotiations", "supports", {}),
    ("Paris watches", "Emmanuel Macron", "official", "france", "other", "supports", {}),
]  # fmt: skip


def stored(words, speaker, speaker_kind, actor, issue, stance, more):
    start = ARTICLE.index(words)
    end = ARTICLE.index("\n", start)
    kind = {"statement_kind": "indirect"} | more
    return Position(
        article="one", text=ARTICLE[start:end], start=start, end=end, paragraph=2, speaker=speaker, cue="said",
        speaker_kind=speaker_kind, actor=actor, issue=issue, stance=stance, evidence=(words,), **kind,
    )  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("record")
    seeds = folder / "seeds"
    seeds.mkdir()
    (seeds / "one.txt").write_text(ARTICLE, encoding="utf-8")
    env = {"COMMUNIQUE_RECORD__DATA": str(folder / "data"), "COMMUNIQUE_RECORD__SEEDS": str(seeds), "COLUMNS": "100"}

    def invoke(*arguments):
        return CliRunner().invoke(communique, list(arguments), env=env)

    assert invoke("positions").exit_code == 0
    # In place of what was read: these commands show rows, whatever reading makes of the article.
    PositionStore(Database(folder / "data" / "record.sqlite3")).save("one", [], [stored(*one) for one in SAID])
    return invoke


def rows(result):
    assert result.exit_code == 0, result.exception
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_positions_by_the_contract(run):
    found = rows(run("positions", "--json"))
    assert all(list(row) == FIELDS for row in found)
    assert all(ARTICLE[row["start"] : row["end"]] == row["text"] for row in found)
    assert {(row["actor"], row["stance"]) for row in found} >= {("sweden", "supports"), ("hungary", "opposes")}


def kinds(found):
    return {(row["actor"], row["issue"], row["kind"]) for row in found}


def test_charges_and_what_bears_on_no_issue_are_printed_only_where_all_is_asked_for(run):
    plain, everything = kinds(rows(run("positions", "--json"))), kinds(rows(run("positions", "--all", "--json")))
    assert {kind for *_, kind in plain} == {"said", "did"}
    assert everything - plain == {("sweden", "negotiations", "charged"), ("france", "other", "said")}
    of_sweden = kinds(rows(run("positions", "--actor", "sweden", "--all", "--json")))
    assert of_sweden == {("sweden", "foreign-troops", "said")}
    for command in (("actor", "sweden"), ("compare", "sweden", "france"), ("matrix",), ("timeline", "sweden")):
        assert kinds(rows(run(*command, "--json"))) <= plain
    assert kinds(rows(run("actor", "sweden", "--about", "--json"))) == {("sweden", "negotiations", "charged")}


def test_a_charge_stands_under_what_others_say_with_who_makes_it(run):
    own, _, others = run("actor", "sweden").output.partition("Said of Sweden by others")
    assert "Ulf Kristersson" in own and "Zakharova" not in own
    assert "charged by Maria" in others and "of Sweden" in others and "unclear" not in others


def test_what_an_article_reports_says_so(run):
    assert "reported" in run("actor", "norway").output


@pytest.mark.parametrize("issue", ["foreign", "Foreign troops", "FOREIGN TROOPS", "foreign-troops"])
def test_narrowed_to_an_actor_and_an_issue(run, issue):
    found = rows(run("positions", "--actor", "Sweden", "--issue", issue, "--json"))
    assert {(row["actor"], row["issue"]) for row in found} == {("sweden", "foreign-troops")}


@pytest.mark.parametrize(
    "arguments",
    [("actor", "kristersson"), ("compare", "sweden", "hungary"), ("issue", "foreign-troops"), ("matrix",)],
)
def test_the_other_commands_give_the_same_rows(run, arguments):
    assert all(list(row) == FIELDS for row in rows(run(*arguments, "--json")))


def test_disagreements_by_the_contract(run):
    found = rows(run("disagreements", "--json"))
    assert found
    assert list(found[0]) == ["issue", "kind", "topic", "sides"]
    sides = {side["label"]: {row["actor"] for row in side["rows"]} for one in found for side in one["sides"]}
    # An analyst explains a dispute and is no party to it.
    assert sides == {"for": {"sweden"}, "against": {"hungary"}}


def test_tables_show_stance_speaker_and_words(run):
    shown = run("actor", "hungary", "--explain").output
    assert "▼ opposes" in shown
    assert "Peter Szijjarto" in shown
    assert "1 position in 1 article," in shown


def test_tables_fit_the_window(run):
    for arguments in (("issue", "foreign"), ("matrix",), ("disagreements",)):
        assert max(len(line) for line in run(*arguments).output.splitlines()) <= 100


def test_the_newest_of_each_stance_is_shown_and_the_others_are_counted(run):
    shown = run("actor", "russia").output
    assert "ports" in shown and "Samara" not in shown and "; 1 earlier (--all shows them)" in shown
    everything = run("actor", "russia", "--all").output
    assert "ports" in everything and "Samara" in everything and "earlier" not in everything
    assert len(rows(run("actor", "russia", "--json"))) == 2


def test_the_matrix_shows_who_says_enough_and_who_is_asked_for(run):
    shown = run("matrix").output
    assert "Russia" in shown and "Hungary" not in shown and "actors with fewer positions: --actor NAME" in shown
    assert "Hungary" in run("matrix", "--actor", "hungary").output
    everybody = run("matrix", "--all").output
    assert "John Doe" in everybody and "fewer" not in everybody


def test_unknown_actors_are_listed(run):
    assert run("actors", "--unknown").output.split() == ["1", "john-doe", "(not", "configured)"]


def test_an_actor_without_positions_is_said_to_have_none(run):
    assert "holds no position" in run("actor", "japan").output


@pytest.mark.parametrize("name", ["john-doe", "John Doe", "JOHN DOE", "doe"])
def test_whom_only_the_record_knows_is_found_by_name(run, name):
    assert {row["actor"] for row in rows(run("actor", name, "--json"))} == {"john-doe"}
    assert {row["actor"] for row in rows(run("positions", "--actor", name, "--json"))} == {"john-doe"}


def test_a_person_is_found_by_own_words(run):
    assert {row["speaker"] for row in rows(run("actor", "peter szijjarto", "--json"))} == {"Peter Szijjarto"}


def test_nobody_of_that_name(run):
    result = run("actor", "atlantis")
    assert isinstance(result.exception, UsageError)
    assert "communique actors" in str(result.exception)


def test_a_picture_goes_to_a_file(run, tmp_path):
    out = tmp_path / "matrix.png"
    run("matrix", "--out", str(out))
    assert out.read_bytes().startswith(b"\x89PNG")
