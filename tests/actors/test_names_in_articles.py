"""Whom names, titles and offices stand for, in the world that ships with the bot and nothing else."""

from pathlib import Path

import pytest

from bot.actors.registry import Registry


@pytest.fixture(scope="module")
def world():
    return Registry.load(None)


@pytest.mark.parametrize(
    ("name", "title", "on", "actor", "person"),
    [
        # offices hold within their dates
        ("the French president", None, "2019-06", "france", "emmanuel-macron"),
        ("the US president", None, "2016-05", "united-states", "barack-obama"),
        ("the US president", None, "2018-05", "united-states", "donald-trump"),
        ("the American president", None, "2022-05", "united-states", "joe-biden"),
        ("US president", None, "2025-06", "united-states", "donald-trump"),
        ("The British prime minister", None, "2022-09-20", "united-kingdom", "liz-truss"),
        ("Britain's foreign secretary", None, "2024-01", "united-kingdom", "david-cameron"),
        ("the German chancellor", None, "2020-03-01", "germany", "angela-merkel"),
        ("the Japanese prime minister", None, "2023", "japan", "fumio-kishida"),
        ("the Brazilian president", None, "2021-11-02", "brazil", "jair-bolsonaro"),
        ("the Canadian prime minister", None, "2025-05-01", "canada", "mark-carney"),
        ("The NATO secretary general", None, "2023-07", "nato", "jens-stoltenberg"),
        ("NATO chief", None, "2025-07", "nato", "mark-rutte"),
        ("the UN chief", None, "2024-02", "united-nations", "antonio-guterres"),
        ("the president of the European Commission", None, "2024-02", "eu", "ursula-von-der-leyen"),
        ("European Council president", None, "2023-02", "eu", "charles-michel"),
        ("the EU's top diplomat", None, "2022-06", "eu", "josep-borrell"),
        ("the Australian defense minister", None, "2024-06", "australia", "richard-marles"),
        ("India's minister of external affairs", None, "2024-06", "india", "subrahmanyam-jaishankar"),
        ("the South Korean president", None, "2023-06", "south-korea", "yoon-suk-yeol"),
        ("the Iraqi prime minister", None, "2023-06", "iraq", "mohammed-shia-al-sudani"),
        # an office is not what belongs to it, nor several
        ("the Polish vice president", None, "2024-06", "poland", None),
        ("the presidential spokesman of Poland", None, "2024-06", "poland", None),
        ("the Pentagon chief", None, "2024-06", "united-states", None),
        ("US senators", None, "2025-06", "united-states", None),
        ("Polish generals", None, "2025-06", "poland", None),
        ("the French president's office", None, "2025-06", "france", None),
        ("a former US president", None, "2025-06", "unattributed", None),
        ("an ex-prime minister of Italy", None, "2025-06", "unattributed", None),
        # a name beside the title
        ("President Biden", None, "2022-06", "united-states", "joe-biden"),
        ("Prime Minister Liz Truss", None, "2022-09-20", "united-kingdom", "liz-truss"),
        ("US Senator Jane Roe", None, "2025-06", "united-states", None),
        ("French President Jean Dupont", None, "2025-06", "france", None),
        ("Ukrainian Foreign Minister Andrey Sibiha", None, "2025-06", "ukraine", "andrii-sybiha"),
        ("Russian Defence Minister Andrej Beloussow", None, "2025-06", "russia", "andrei-belousov"),
        ("Former President Donald Trump", None, "2023-06", "donald-trump", "donald-trump"),
        ("Donald Trump", None, "2023-06", "donald-trump", "donald-trump"),
        ("then-President Joe Biden", None, "2025-06", "joe-biden", "joe-biden"),
        ("Mark Rutte", None, "2022-06", "netherlands", "mark-rutte"),
        ("Mark Rutte", None, "2025-06", "nato", "mark-rutte"),
        ("Kaja Kallas", None, "2023-02", "estonia", "kaja-kallas"),
        ("Antonio Costa", None, "2025-02", "eu", "antonio-costa"),
        ("Xi", None, "2025-02", "china", "xi-jinping"),
        ("Sergej Lawrow", None, "2022-02", "russia", "sergei-lavrov"),
        # the article's word on an affiliation
        ("Olaf Scholz", "professor at the University of Hamburg", "2025-10", "olaf-scholz", "olaf-scholz"),
        ("Boris Johnson", "columnist at the Daily Mail", "2024-10", "boris-johnson", "boris-johnson"),
        ("Jane Roe", "an adviser to the Dutch government", "2025-06", "netherlands", None),
        ("Jens Stoltenberg", "Norwegian finance minister", "2025-06", "norway", "jens-stoltenberg"),
        ("Jane Roe", "analyst at the Moscow Institute", "2025-06", "jane-roe", None),
        ("Volodymyr Hrdlicka", "Ukraine's ambassador to Germany", "2025-06", "ukraine", None),
        # aides and owners
        ("a spokesman for Emmanuel Macron", None, "2025-06", "france", None),
        ("Macron's spokeswoman", None, "2025-06", "france", None),
        ("Angela Merkel", "Former Chancellor of Germany", "2025-06", "angela-merkel", "angela-merkel"),
        ("Former Chancellor of Germany Angela Merkel", None, "2025-06", "angela-merkel", "angela-merkel"),
        ("Ukraine's European allies", None, "2025-06", "european-countries", None),
        ("Alexander Rahr", "German political scientist", "2025-06", "alexander-rahr", None),
        ("National Security Council spokesman John Kirby", None, "2024-02", "john-kirby", None),
        ("Nato officials", None, "2024-02", "nato", None),
        ("Trump ally Jane Roe", None, "2025-06", "jane-roe", None),
        ("the Trump campaign", None, "2025-06", "trump-campaign", None),
        ("Macron's family", None, "2025-06", "macron-s-family", None),
        ("the Macron government", None, "2025-06", "france", None),
        ("Kim Jong Un's sister", None, "2025-06", "kim-jong-un-s-sister", None),
        ("Starmer's office", None, "2025-06", "united-kingdom", None),
        ("Ukraine envoy Jane Roe", None, "2025-06", "jane-roe", None),
        ("US special envoy to Ukraine Jane Roe", None, "2025-06", "united-states", None),
        ("Trump's special envoy Jane Roe", None, "2025-06", "united-states", None),
        ("European Commissioner for Fisheries Costas Kadis", None, "2025-06", "eu", None),
        ("The Iranian foreign minister", None, "2022-06", "iran", "hossein-amir-abdollahian"),
        ("Chinese President Xi", None, "2022-06", "china", "xi-jinping"),
        (
            "Anders Rasmussen",
            "the former Nato secretary general",
            "2023-07",
            "anders-fogh-rasmussen",
            "anders-fogh-rasmussen",
        ),
        ("Jane Roe", "NATO's former head of press", "2023-07", "jane-roe", None),
        # names within longer names
        ("Air France", None, "2025-06", "unattributed", None),
        ("the Norwegian Fishermen's Association", None, "2025-06", "norwegian-fishermen-s-association", None),
        ("Bank of England governor Andrew Bailey", None, "2023-06", "bank-of-england", "andrew-bailey"),
        ("Federal Reserve Chair Jerome Powell", None, "2023-06", "federal-reserve", None),
        ("the Bank of England", None, "2025-06", "bank-of-england", None),
        ("The New York Times", None, "2025-06", "new-york-times", None),
        ("the German Marshall Fund", None, "2025-06", "german-marshall-fund", None),
        ("Russian Academy of Sciences", None, "2025-06", "russian-academy-of-sciences", None),
        ("the Moscow Times", None, "2025-06", "moscow-times", None),
        ("the Danish Central Bank", None, "2025-06", "denmark", None),
        ("the Security Council", None, "2025-06", "un-security-council", None),
        ("Downing Street", None, "2025-06", "united-kingdom", None),
        ("the Élysée", None, "2025-06", "france", None),
        ("the African Union", None, "2025-06", "african-union", None),
    ],
)
def test_whom_the_world_knows_on_a_date(world, name, title, on, actor, person):
    found = world.resolve(name, title, on=on)
    assert (found.actor, found.person) == (actor, person)


@pytest.mark.parametrize(
    ("text", "on", "person"),
    [
        ("Wallace said so.", "2016-09", None),
        ("Wallace said so.", "2022-09", "ben-wallace"),
        ("Ben Wallace spoke. Wallace said so.", "2016-09", "ben-wallace"),
    ],
)
def test_a_surname_alone_is_of_who_holds_an_office_or_is_introduced(world, text, on, person):
    assert world.within(text, on).resolve("Wallace").person == person


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("The National Security Council met.", []),
        ("Governor Jim Smith of West Virginia spoke.", []),
        ("The UN Security Council met in New York.", ["un-security-council"]),
        ("He read the New York Times in Moscow on Monday.", ["russia"]),
        ("Michael Jordan played; Jordan closed the border.", ["jordan"]),
        (
            "Latin American leaders met Ukraine President Volodymyr Zelensky.",
            ["latin-america", "ukraine", "volodymyr-zelensky"],
        ),
        ("Bobby Macron sang in Paris Hilton's show.", []),
        ("In Moscow Putin said no.", ["russia", "vladimir-putin"]),
        ("Northern Ireland voted.", []),
        ("The far-right Alternative for Germany voted.", []),
        ("A spokesman for Germany voted.", ["germany"]),
        ("The Minister of Foreign Affairs of Norway voted.", ["norway"]),
        ("The University of Warsaw and the Bank of England agree.", ["bank-of-england"]),
        ("The West Bank is quiet, the West is not.", ["west"]),
        ("A turkey and a polish chair from Chile.", ["chile"]),
        ("The Trump Tower opened.", []),
        ("North Korea and South Korea talk to Papua New Guinea.", ["north-korea", "south-korea", "papua-new-guinea"]),
        ("Theresa May spoke in May. Alexander Rahr did not.", ["theresa-may"]),
        ("The White House and the Kremlin spoke.", ["united-states", "russia"]),
    ],
)
def test_names_within_longer_names_are_not_met(world, text, ids):
    assert [m.actor.id for m in world.mentions(text)] == ids


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        ("Security expert Henrik Rasmussen of Lund spoke. Rasmussen said no.", "Rasmussen", "henrik-rasmussen"),
        ("The former Nato head Anders Rasmussen spoke.", "Rasmussen", "anders-fogh-rasmussen"),
        ("Foreign Minister Lars Lokke Rasmussen met Henrik Rasmussen.", "Rasmussen", "denmark"),
        ("Boris Johnson spoke in Leeds. Johnson said no.", "Johnson", "boris-johnson"),
        ("Speaker Mike Johnson spoke. Johnson said no.", "Johnson", "united-states"),
        ("Danish minister Rasmussen said no.", "Rasmussen", "denmark"),
        ("The actor Bobby Macron sang. Macron smiled.", "Macron", "bobby-macron"),
        ("President Macron heard Bobby Macron sing.", "Macron", "france"),
        ("The pollster Kelly Johnson spoke in Leeds.", "Johnson", "kelly-johnson"),
        ("Volodymyr Selenskyj spoke.", "Zelensky", "ukraine"),
    ],
)
def test_a_bare_surname_is_whose_the_article_says(world, text, name, actor):
    assert world.within(text, "2025-06-02").resolve(name).actor == actor


def test_the_world_is_not_offered_before_the_subject(world):
    assert world.find("") == []
    assert [actor.id for actor in world.find("", recorded={"chad"})] == ["chad"]
    assert world.find("ukr", 1)[0].id == "ukraine"
    subject = Registry.load(Path(__file__).resolve().parents[2] / "config" / "actors.toml")
    assert {actor.id for actor in subject.find("", 999)} == subject.own
