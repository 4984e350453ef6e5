from bot.answering.subject import issues_named
from bot.positions.issues import OTHER, Issue, Issues
from bot.settings import ROOT


def issue(name, *cues):
    return Issue(id=name, name=name, sentence="s", definition="d", cues=cues, hints=("dam",))


ISSUES = Issues([issue("inspectors", "inspect*"), issue("water", "water level*"), issue(OTHER, "dam")], ROOT)


def test_a_cue_names_an_issue():
    assert issues_named(ISSUES, "Who wants an inspection of the water levels?") == {"inspectors", "water"}


def test_a_hint_and_the_issue_of_everything_else_name_none():
    assert issues_named(ISSUES, "What of the dam?") == frozenset()
