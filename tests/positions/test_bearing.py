"""Articles that bear on the issues, and articles about anything else that have their words in passing."""

import pytest

from bot.actors.registry import Registry
from bot.positions.bearing import Bearing
from bot.positions.issues import Issues
from bot.settings import ROOT, load_settings
from embeddings.clean import clean
from embeddings.decode import decode

CONFIG = ROOT / "config"

OFF = {
    "sport": """City go top after late winner

Manchester City moved to the summit of the league on Sunday with a late goal against their neighbours.

"We never stopped believing," the manager said. "The talks at half-time were about patience."

United had looked to have earned a truce in a derby that has become one-sided. Their manager said that
negotiations for a striker must be finished in January. The club faces sanctions for a breach of financial rules.

Ukraine's Oleksandr Zinchenko came on as a substitute for the visitors.
""",
    "another war": """Army rejects truce as famine spreads in Darfur

The commander of Sudan's army rejected a ceasefire on Monday and said that his forces would fight on.

"There will be no negotiations with the rebels before they leave the cities," General Abdel Fattah al-Burhan told
soldiers in Omdurman. The African Union offered to send peacekeepers to El Fasher.

The United States imposed sanctions on two gold traders last week. "Those who finance this war will face
consequences," said Massad Boulos, the American envoy.

Aid workers described scenes of despair. A doctor in Tawila said that the world had forgotten Sudan. She said it was
busy with the war in Ukraine. Nobody counts the dead in the villages any more. The rains have begun.
""",
    "the alliance's market": """Maker of shells raises its forecast

The company lifted its forecast on Thursday after orders for ammunition and vehicles rose to 63 billion euros.

"The demand from NATO countries will stay high for a decade," its chief executive said. He opposed a windfall tax.

Shares rose by 4 percent. Analysts said that the sale of missiles to the Gulf had surprised them.

The union demanded higher wages. The company has delivered shells to Ukraine since 2022. It employs 31,000 people.
A dividend of nine euros is planned. The chairman retires in May.
""",
}
ON = {
    "a line": "Freedonia will send forty foreign troops to Ukraine, President Volodymyr Zelensky said.\n",
    "in every part but its lead": """Russia presses for a truce before the spring

Moscow wants a ceasefire by April, three diplomats said after the meeting in Geneva.

Russia's foreign minister spoke of "weeks, not months". He did not take questions.

The Kremlin has not said what it would offer for a ceasefire in Ukraine. Snow kept the delegations in their hotels.
Kyiv sent nobody.

The hosts had cleared a floor for the Russians. Cars came and went. Nobody spoke to the press. Moscow's envoy left by
the back door. The Russian delegation will stay until Friday. A second meeting has not been arranged. The hotel asked
for its rooms back.
""",
    "through its leader": """Zelensky rejects limits

President Volodymyr Zelensky said in Paris that the size of the army was not for negotiation.

Reporters asked about the talks. "We will not accept it," Zelensky said.
""",
}


@pytest.fixture(scope="module")
def bearing():
    return Bearing(Registry.load(CONFIG / "actors.toml"), Issues.load(CONFIG / "issues.toml"))


@pytest.mark.parametrize("name", OFF)
def test_an_article_that_has_the_words_in_passing_is_off_the_subject(bearing, name):
    assert not bearing.bears(clean(OFF[name]))


@pytest.mark.parametrize("name", ON)
def test_an_article_that_bears_on_an_issue_is_on_it(bearing, name):
    assert bearing.bears(clean(ON[name]))


def test_every_seed_bears_on_the_subject(bearing):
    for file in load_settings().seeds_dir.glob("*.txt"):
        assert bearing.bears(clean(decode(file.read_bytes(), file.name))), file.name


def test_an_article_on_whom_one_issue_is_about_is_on_the_subject(bearing):
    text = "Costa expects no stop to sanctions\n\nAntónio Costa brushed off talk of a stop to sanctions on Russia.\n"
    assert "russia" not in bearing.chief
    assert bearing.bears(clean(text))


def test_where_the_issues_name_nobody_a_sentence_about_one_is_enough(tmp_path):
    (tmp_path / "issues.toml").write_text(
        '[[issue]]\nid = "fares"\nname = "Fares"\nsentence = "buses should be free"\ncues = ["bus fare*"]\n'
    )
    bearing = Bearing(Registry.load(), Issues.load(tmp_path / "issues.toml"))
    assert bearing.chief == frozenset()
    assert bearing.bears(clean("The council met on Monday evening. The mayor wants to end bus fares by June.\n"))
    assert not bearing.bears(clean("The council met on Monday evening. The mayor wants to paint the buses red.\n"))
