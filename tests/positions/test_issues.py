from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.positions.issues import OTHER, IssueClassifier, Issues
from embeddings.encoder import SentenceTransformerEncoder

CONFIG = Path(__file__).resolve().parents[2] / "config" / "issues.toml"


@pytest.fixture(scope="module")
def issues():
    return Issues.load(CONFIG)


@pytest.fixture(scope="module")
def classifier(issues):
    return IssueClassifier(issues)


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Sweden could send soldiers to Ukraine as peacekeepers", "foreign-troops"),
        ("The country has no path into NATO membership", "nato-membership"),
        ("The guns must fall silent before anybody talks, a truce comes first", "ceasefire-first"),
        ("Ukraine must be neutral and non-aligned", "neutrality-demilitarisation"),
        ("A twentieth package of sanctions is being written", "sanctions"),
        ("Two more air defence systems will be delivered to Kyiv", "arms-and-funding"),
        ("Guarantees modelled on Article 5", "article5-style-guarantees"),
        ("New members should join the coalition of the willing", "coalition-expansion"),
    ],
)
def test_the_issue_of_a_statement(classifier, text, issue):
    assert classifier.classify(text)[0][0] == issue


def test_what_names_no_issue_is_other(classifier):
    assert classifier.classify("The harvest was good this year") == [(OTHER, 0.0)]


def test_a_statement_that_refers_back_takes_the_issue_around_it(classifier):
    around = "Some want to send troops to Ukraine. They are against it."
    assert classifier.classify("are against it", around)[0][0] == "foreign-troops"


def test_the_issue_around_does_not_overrule_the_statement_itself(classifier):
    around = "Some want to send troops to Ukraine, others want a truce first."
    assert classifier.classify("A truce must come before any talks", around)[0][0] == "ceasefire-first"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is named by the way ("after a truce", "including help from ...") is not what the words are about.
        ("would deploy a multinational force after a truce", ["foreign-troops"]),
        ("the guns come first: negotiations after a truce", ["ceasefire-first"]),
        ("asks for strong security assurances, including help from the US", ["security-guarantees"]),
        # Whose troops, whose council.
        ("missiles will be delivered to the Armed Forces of Ukraine", ["arms-and-funding"]),
        ("the National Security Council was told", [OTHER]),
        ("guarantees by members of the UN Security Council", ["un-p5-guarantors"]),
        # What fits everywhere is given only where no other fits.
        ("refuse to send soldiers with the coalition of the willing", ["foreign-troops"]),
        ("seriously discussing security guarantees without Moscow", ["russia-as-guarantor"]),
        # Two that the words name themselves.
        (
            "neutrality and a ban on the deployment of foreign troops",
            ["foreign-troops", "neutrality-demilitarisation"],
        ),
    ],
)
def test_what_the_words_are_about(classifier, text, expected):
    assert sorted(issue for issue, _ in classifier.classify(text)) == sorted(expected)


def test_a_belligerents_own_soldiers_are_no_foreign_troops(issues):
    assert not issues.meant_by("foreign-troops", "russia", "replied by sending more troops")
    assert issues.meant_by("foreign-troops", "france", "replied by sending more troops")


def test_prototypes_decide_where_no_cue_is_met(issues):
    with_encoder = IssueClassifier(issues, SentenceTransformerEncoder())
    text = "Soldiers from abroad may be placed somewhere in Ukraine as keepers of the peace"
    assert IssueClassifier(issues).classify(text)[0][0] == OTHER
    assert with_encoder.classify(text)[0][0] == "foreign-troops"


def test_found_by_the_beginning_of_a_name(issues):
    assert [issue.id for issue in issues.find("cease")] == ["ceasefire-first"]


ONE = 'name="N"\nsentence="S"\ndefinition="D"\n'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f'[[issue]]\nid="a"\n{ONE}', 'there is no issue "other"'),
        (f'[[issue]]\nid="other"\n{ONE}[[issue]]\nid="other"\n{ONE}', "given twice"),
        ('[[issue]]\nid="other"\nname="N"\ndefinition="D"\n', '"other" key sentence'),
        (f'[[issue]]\nid="other"\n{ONE}cues=["(x"]\n', "is not a pattern"),
        (f'[[issue]]\nid="other"\n{ONE}colour="red"\n', "colour"),
    ],
)
def test_errors_name_file_and_key(tmp_path, body, said):
    file = tmp_path / "issues.toml"
    file.write_text(body, encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        Issues.load(file)
    assert said in str(error.value)
    assert "issues.toml" in str(error.value)
