import pytest

from bot.answering.asked import read


def told(question):
    asked = read(question)
    noun = question[slice(*asked.noun)] if asked.noun else None
    return noun, " ".join(question[slice(*verb)] for verb in asked.verbs)


@pytest.mark.parametrize(
    ("question", "noun", "verbs"),
    [
        ("Which ferries did Lund promise to deliver to Norden?", "ferries", "promise deliver"),
        ("Which judge on the Upper Norden panel dissented?", "judge", "dissented"),
        ("Which airline flew Lund to Norden?", "airline", "flew"),
        ("Which city will host the fair?", "city", "host"),
        ("Which leader wants a truce?", "leader", "truce"),
        ("Which towns make up the League?", "towns", ""),
        ("Which towns oppose the bridge?", "towns", "oppose"),
        ("Which towns are most eager to build?", "towns", ""),
        ("Which towns are building docks?", "towns", "building"),
        ("Which towns find it hard to pay?", "towns", ""),
        ("Which mayor demands a bridge?", "mayor", "demands"),
        ("Which ferries has Norden delivered?", "ferries", "delivered"),
        ("How many sailors were captured in the storm?", "sailors", "captured"),
        ("How many sailors is Norden sending?", "sailors", "sending"),
        ("How much did the head of Lund Bank earn in 2015?", None, "earn"),
        ("How many ferries did Norden's northern ports lose?", "ferries", "lose"),
        # The order of words leaves open which of two it is.
        ("How did Nordic fishing aid grow in June?", None, ""),
        ("When did Nordic fishing aid grow?", None, "fishing grow"),
        ("When did exports of oil to Lund fall?", None, "exports fall"),
        ("When did the mayor sail to Lund quickly?", None, "sail"),
        # By how much something changed is asked of the change.
        ("By how much did Nordic fishing aid grow in June?", None, "grow"),
        ("By how much did Nordic aid to Lund grow in June?", None, "grow"),
        ("For how many days would the two ports have closed?", "days", "closed"),
        ("How many votes did Lund reject?", "votes", "reject"),
        ("What conditions did the League attach to its loan?", "conditions", "attach"),
        ("On what date will Norden become a member of the League?", "date", "member"),
        ("By when does Lund believe the strike could be ended?", None, "ended"),
        ("When will Ada Lund return to Norden?", None, "return"),
        ("When was the curfew in Norden lifted?", None, "lifted"),
        ("When will elections be held in Norden?", "elections", "held"),
        ("When did the third strike of the dockers begin?", "strike", "begin"),
        ("Where will the next Lund meeting be held?", "meeting", "held"),
        ("Where was the match between Lund and Norden held?", "match", "held"),
        ("How long did the strike block the harbour?", None, "block"),
        ("How long did the very first strike block the harbour?", None, "block"),
        ("When did the crew agree to a truce?", None, "agree"),
        ("Where may the summit of the three ports take place?", "summit", ""),
        ("Where won't the League pay?", None, "pay"),
        # These verbs say little, or another thing with what follows.
        ("Which sailor took part in the talks?", "sailor", ""),
        ("How many ports signed up in Norden?", "ports", ""),
        ("Where does Norden stand on the quota?", None, ""),
        ("When did Lund make a speech?", None, "speech"),
        ("What did Lund promise?", None, ""),
        ("What stood in the way?", None, ""),
        ("Who planted the tree?", None, "planted"),
        ("Who chairs the council of Norden?", None, "chairs"),
        ("Who recently won the regatta?", None, "won"),
        ("Who has drained the dock?", None, "drained"),
        ("Whom did Lund marry?", None, "marry"),
        # What somebody says or thinks of it shows in the words themselves.
        ("Who praised the dock?", None, ""),
        ("Who said a new dock would be built?", None, ""),
        ("Who is Lund's deputy?", None, ""),
        ("Who is draining the dock: Lund or Norden?", None, ""),
        ("Who", None, ""),
        ("How did the harbour freeze?", None, ""),
        ("Which ferries", None, ""),
        ("When?", None, ""),
        ("harbour fees Norden", None, ""),
        ("", None, ""),
    ],
)
def test_the_noun_and_the_verb_that_a_question_asks_about(question, noun, verbs):
    assert told(question) == (noun, verbs)


@pytest.mark.parametrize(
    ("question", "doer"),
    [
        ("Why did the mayor of Norden criticise Lund's plan?", "the mayor of Norden"),
        ("Why wouldn't Ada Lund name the ports?", "Ada Lund"),
        ("When did Norden's council dismiss Lund?", "Norden's council"),
        ("Why is the harbour closed?", None),
        ("Why is Norden blocking Lund's entry?", "Norden"),
        ("Who dismissed Lund?", None),
        ("How much has Norden given to Lund?", "Norden"),
        ("Since when has Ada Lund refused it?", "Ada Lund"),
        ("When was Lund dismissed?", None),
    ],
)
def test_who_did_what_a_question_asks_about(question, doer):
    place = read(question).doer
    assert (question[slice(*place)] if place else None) == doer


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("Why did Lund leave Norden?", "leave"),
        ("Why is Norden blocking Lund's entry?", "blocking"),
        ("When is the council naming its deputy?", "naming"),
        ("Why is the ruling council against it?", ""),
        ("Why is Lund Ada's choice?", ""),
        ("Why did Lund turn down the offer?", "turn down"),
        ("Why can't Lund simply walk away from it?", "walk away"),
        ("When did Lund turn down the offer?", ""),
        ("When will Lund hold its next mayoral election?", "election"),
    ],
)
def test_what_is_going_on_and_why_is_asked_by_its_verb(question, verb):
    assert told(question)[1] == verb
