"""How an attitude reaches a thing: for each rule a sentence that it decides, and one that it leaves alone."""

import pytest

from bot.positions.path import Voice


@pytest.mark.parametrize(
    ("text", "sign", "trace"),
    [
        # Verbs of attitude, with object, clause, infinitive, preposition or particle.
        ("We want the tram line.", 1, ["want", "line"]),
        ("We demand that the tram line be built.", 1, ["demand", "line", "built"]),
        ("We back the tram line.", 1, ["back", "line"]),
        ("We agreed to the tram line.", 1, ["agreed", "line"]),
        ("We called for the tram line.", 1, ["called", "line"]),
        ("We insist on Velm building the tram line.", 1, ["insist", "building", "line"]),
        ("We made the case for the tram line.", 1, ["case", "line"]),
        ("We pledged 2 billion euros in tram lines.", 1, ["pledged", "lines"]),
        ("We would like to have the tram line.", 1, ["like", "line"]),
        ("We insist on the tram line.", 1, ["insist", "line"]),
        ("We thanked Velm for the tram line.", 1, ["thanked", "line"]),
        ("We reject the tram line.", -1, ["reject", "line"]),
        ("We ruled out the tram line.", -1, ["ruled", "line"]),
        ("We turned the tram line down.", -1, ["turned", "line"]),
        ("We refused to build the tram line.", -1, ["refused", "build", "line"]),
        ("The tram line was rejected by us.", -1, ["line", "rejected"]),
        ("We voted for the tram line.", 1, ["voted", "line"]),
        ("We voted against the tram line.", -1, ["against", "line"]),
        ("We are against the tram line.", -1, ["against", "line"]),
        ("We are behind the tram line.", 1, ["behind", "line"]),
        ("We hope Velm will build the tram line.", 1, ["hope", "build", "line"]),
        ("We want Velm to build the tram line.", 1, ["want", "build", "line"]),
        ("We want Velm to stop the tram line.", -1, ["want", "stop", "line"]),
        ("We want buses and the tram line.", 1, ["want", "line"]),
        ("We said yes to the tram line.", 1, ["yes", "line"]),
        ("We said no to the tram line.", -1, ["no", "line"]),
        # Nouns of attitude, given to somebody by a verb or a possessive.
        ("We voiced support for the tram line.", 1, ["support", "line"]),
        ("We voiced opposition to the tram line.", -1, ["opposition", "line"]),
        ("We gave our blessing to the tram line.", 1, ["blessing", "line"]),
        ("We are in favour of the tram line.", 1, ["favour", "line"]),
        ("Norland's support for the tram line is known.", 1, ["support", "line"]),
        ("We have no plan to build the tram line.", -1, ["no", "plan", "build", "line"]),
        ("We have no plan for the tram line.", -1, ["no", "plan", "line"]),
        ("We see no need for the tram line.", -1, ["no", "need", "line"]),
        ("We see no alternative to the tram line.", 1, ["no", "alternative", "line"]),
        # Adjectives.
        ("We are ready to build the tram line.", 1, ["ready", "build", "line"]),
        ("We are unwilling to build the tram line.", -1, ["unwilling", "build", "line"]),
        ("We are not ready to build the tram line.", -1, ["not", "ready", "build", "line"]),
        ("We are less keen to build the tram line.", -1, ["keen", "build", "line"]),
        ("We are sceptical of the tram line.", -1, ["sceptical", "line"]),
        ("We want fewer tram lines.", -1, ["want", "fewer", "lines"]),
        ("We want more tram lines.", 1, ["want", "lines"]),
        # Parses that hang a phrase one step too high or too low.
        ("We voted for a bill to build the tram line.", 1, ["voted", "bill", "build", "line"]),
        ("We voted against a bill to build the tram line.", -1, ["against", "bill", "build", "line"]),
        ("We stood behind the tram line.", 1, ["stood", "line"]),
        ("We spoke out against the tram line.", -1, ["against", "line"]),
        ("We refuse to consider the tram line.", -1, ["refuse", "line"]),
        ("We have no intention of building the tram line.", -1, ["no", "intention", "building", "line"]),
        ("We see a reason to build the tram line.", 1, ["reason", "build", "line"]),
        ("We warned that the tram line would drive up prices.", -1, ["warned", "line"]),
        ("We fear that the tram line would drive up prices.", -1, ["fear", "line"]),
        ("Velm welcomed our support for the tram line.", 1, ["welcomed", "support", "line"]),
        ("The no to the tram line was loud.", -1, ["no", "line"]),
        ("We spoke in favour of the tram line.", 1, ["favour", "line"]),
        ("We have doubts about the tram line.", -1, ["doubts", "line"]),
        ("We expressed doubt about the tram line.", -1, ["doubt", "line"]),
        ("We lend our support to the tram line.", 1, ["support", "line"]),
        ("We made a plea for the tram line.", 1, ["plea", "line"]),
        ("We want one thing, the tram line.", 1, ["want", "line"]),
        ("We want two of the tram lines.", 1, ["want", "lines"]),
        ("We want the construction of the tram line.", 1, ["want", "construction", "line"]),
        ("We stand by the tram line.", 1, ["stand", "line"]),
        ("We marched in protest at the tram line.", -1, ["protest", "line"]),
        ("We want the tram line scrapped.", -1, ["want", "line", "scrapped"]),
        ("We committed to the tram line.", 1, ["committed", "line"]),
        ("We fight the tram line.", -1, ["fight", "line"]),
        ("We pushed for an end to the tram line.", -1, ["pushed", "end", "line"]),
        ("We are open to the tram line.", 1, ["open", "line"]),
        ("We are keen on the tram line.", 1, ["keen", "line"]),
        ("We are not opposed to the tram line.", 1, ["not", "opposed", "line"]),
        ("We are hardly ready to build the tram line.", -1, ["ready", "build", "line"]),
        ("We promise not to scrap the tram line.", 1, ["promise", "not", "scrap", "line"]),
        ("We agreed not to build the tram line.", -1, ["agreed", "not", "build", "line"]),
        ("We urged Velm not to build the tram line.", -1, ["urged", "not", "build", "line"]),
        ("We hope that Velm rejects the tram line.", -1, ["hope", "rejects", "line"]),
        ("We want buses and not the tram line.", -1, ["want", "not", "line"]),
        ("We will not fund or back the tram line.", -1, ["not", "back", "line"]),
    ],
)
def test_an_attitude_of_ones_own(climb, text, sign, trace):
    link, _ = climb(text, "lines" if "lines" in trace else "line")
    assert (link.sign, link.kind, [t.text for t in link.words]) == (sign, "attitude", trace)
    assert not link.asked
    assert not link.open


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("We do not want the tram line.", -1),
        ("We no longer want the tram line.", -1),
        ("We will never again support the tram line.", -1),
        ("Under no circumstances will we back the tram line.", -1),
        ("We do not oppose the tram line.", 1),
        ("We no longer oppose the tram line.", 1),
        ("We never refused to support the tram line.", 1),
        ("We do not refuse to oppose the tram line.", -1),
        ("We want no tram line.", -1),
        ("We want no new tram line.", -1),
        ("We want not one more new long tram line.", -1),
        ("We want a not very long tram line.", 1),
        ("We oppose no plan for the tram line.", 1),
        ("We oppose any tram line.", -1),
        ("We want buses, not the tram line.", -1),
        ("We will not back buses or the tram line.", -1),
        ("We do not want the road, we want the tram line.", 1),
        ("We do not only want the tram line, we need it.", 1),
        ("We want an end to the tram line.", -1),
        ("We want no end to the tram line.", 1),
        ("We want to abolish the tram line.", -1),
        ("We do not want to abolish the tram line.", 1),
        ("We oppose the abolition of the tram line.", 1),
        ("We oppose the lifting of the ban on the tram line.", -1),
        ("We support the plan for the tram line.", 1),
        ("We oppose every plan for the tram line.", -1),
        ("We support any plan that involves the tram line.", 1),
        ("We oppose the fear that the tram line would ruin us.", -1),
        # A flaw of the parse or of a rule turns these round.
        ("We want neither buses nor the tram line.", -1),
        ("We want neither the tram line nor buses.", -1),
        ("We want not only the tram line but buses.", 1),
        ("We do not want buses but the tram line.", 1),
        ("We stopped opposing the tram line.", 1),
        ("We called it a mistake to build the tram line.", -1),
    ],
)
def test_directions_compose(climb, text, sign):
    link, _ = climb(text, "line")
    assert link.sign == sign


@pytest.mark.parametrize(
    ("text", "sign", "kind"),
    [
        ("The tram line must be built.", 1, "wish"),
        ("The tram line should never be built.", -1, "wish"),
        ("The tram line must stay.", 1, "wish"),
        ("Velm must build the tram line.", 1, "wish"),
        ("Velm must not build the tram line.", -1, "wish"),
        ("We say that the tram line must be built.", 1, "wish"),
        ("We do not think that the tram line must be built.", -1, "wish"),
        ("Because the tram line must be built, we pay.", 1, "wish"),
        ("Build the tram line.", 1, "wish"),
        ("Do not build the tram line.", -1, "wish"),
        ("They need the tram line.", 1, "wish"),
        ("Build the tram line and rest.", 1, "wish"),
        ("There should be a tram line.", 1, "wish"),
        ("Neither the tram line nor the road must stay.", -1, "wish"),
        # A thing that ends is not wanted.
        ("The tram line must go.", -1, "wish"),
        ("The tram line should stop.", -1, "wish"),
        ("The tram line must not end.", 1, "wish"),
        ("The tram line must not stay.", -1, "wish"),
        ("We do not expect that the tram line should be built.", -1, "wish"),
        ("We told Velm that the tram line must be built.", 1, "wish"),
        ("There will be no tram line.", -1, "refusal"),
        ("We will not discuss the tram line.", -1, "refusal"),
        ("The tram line ought to be built.", 1, "wish"),
        ("Velm should sell the buses and build the tram line.", 1, "wish"),
        ("The tram line has to be built.", 1, "wish"),
        ("We will not pay for the tram line.", -1, "refusal"),
        ("No tram line.", -1, "refusal"),
        ("Not one tram line more.", -1, "refusal"),
    ],
)
def test_wishes_and_refusals(climb, text, sign, kind):
    link, _ = climb(text, "line")
    assert (link.sign, link.kind) == (sign, kind)


@pytest.mark.parametrize(
    "text",
    [
        # A bare "will", "may" or "can" is no attitude; what may be done is not done.
        "The tram line will be built.",
        "The tram line may be built.",
        "We may build the tram line.",
        "We will pay for the tram line.",
        "We did not pay for the tram line.",
        # Nothing governs it, or only something that touches it.
        "We see the tram line.",
        "The tram line is long.",
        "The tram line means work.",
        "The problem is the tram line.",
        "The tram line should not disturb us.",
        "We spoke about the tram line.",
        "We want to speak about the tram line.",
        "We pay nothing for the tram line.",
        "We declined to comment on the tram line.",
        "We want a street like the tram line.",
        "We sat behind the tram line.",
        "We lived at the tram line.",
        "We walked to the tram line.",
        "We met to build the tram line.",
        "We read about support for the tram line.",
        "No tram line came.",
        # The link breaks at a noun, a clause or a condition.
        "We support the friends of the tram line.",
        "We support the mayor who built the tram line.",
        "We support any plan that ended the tram line.",
        "The claim that the tram line must be built is old.",
        "We agreed that the tram line is long.",
        "We never said that the tram line must be built.",
        "We asked whether the tram line must be built.",
        "We ask if the tram line must be built.",
        "If the tram line must be built, we pay.",
        "We will sign if the tram line is built.",
        "We will sign until the tram line is built.",
        "We paid before the tram line was built.",
        "We will sign without the tram line.",
        "We will sign after the tram line.",
        "We will sign before the tram line.",
        "The tram line will end.",
        "A vote on the tram line must come.",
        "We said goodbye to the tram line.",
        "We are for and against the tram line.",
        "We attend at the tram line.",
        "We read a book about the tram line.",
        "We heard a plea for the tram line.",
        "We heard the plea against the tram line.",
        "We look to the tram line.",
        "We slept in the tram line.",
        "We are tired of the tram line.",
        "The keen supporters of the tram line left.",
        "We want those who back the tram line.",
        "We do not say that the tram line must be built.",
        "The time that we build the tram line is over.",
        # What one is asked for is not what one wants.
        "We were urged to build the tram line.",
        "We have not promised to build the tram line.",
        "The plan of German towns to build the tram line is an element of the talks.",
        "The plan of Velm to build the tram line is an element of the talks.",
        "We warned that the tram line would not drive up prices.",
        "We said that the tram line would drive up prices.",
        "We are ready to consider the tram line.",
        "We want to discuss the tram line.",
        "We voted for a man to build the tram line.",
        "We put money in the tram line.",
        "Build the tram line and the valley dies.",
        "We do not know whether to build the tram line.",
        "There is a tram line.",
        "The tram line runs on a sensible road.",
        "We see the mistake, not the tram line.",
        "We could build the tram line.",
        "To build the tram line, we met.",
        "By building the tram line we won.",
        "We, building the tram line, won.",
        "The tram line was scrapped.",
        "We ended talks on the tram line.",
        "We helped to build the tram line.",
        # What is to be done with it is neither for nor against it.
        "We want to visit the tram line.",
        "We plan to inspect the tram line in May.",
        "The tram line must be inspected every year.",
        "We will not visit the tram line on Tuesday.",
    ],
)
def test_no_link(climb, text):
    assert climb(text, "line")[0] is None


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Velm wants the tram line.", "Velm"),
        ("Velm is against the tram line.", "Velm"),
        ("Velm is ready to build the tram line.", "Velm"),
        ("Velm built the tram line.", "Velm"),
        ("Velm will not build the tram line.", "Velm"),
        ("Velm called the tram line a mistake.", "Velm"),
        ("Velm's support for the tram line is known.", "Velm"),
        ("Velm warned that the tram line would drive up prices.", "Velm"),
        ("We want buses with its plan for the tram line.", "its"),
        ("Velm urged us to build the tram line.", "Velm"),
        ("Velm asked us to back the tram line.", "Velm"),
        ("Velm thinks that the tram line must be built.", "Velm"),
        ("The tram line was rejected by Velm.", "Velm"),
        ("We accused Velm of wanting the tram line.", "Velm"),
        ("We know that Velm wants the tram line.", "Velm"),
        ("Critics say that the tram line must be built.", "Critics"),
        ("We left when Velm backed the tram line.", "Velm"),
    ],
)
def test_anothers_attitude_is_noted_and_binds_nothing(climb, text, other):
    link, holder = climb(text, "line")
    assert link is None
    assert holder.text == other


@pytest.mark.parametrize(
    "text",
    [
        "We will sign only if the tram line is built.",
        "We will not sign unless the tram line is built.",
        "We will not sign until the tram line is built.",
        "We will sign only after the tram line.",
        "We will not sign before the tram line.",
        "We will not sign without the tram line.",
    ],
)
def test_what_a_firm_condition_names_is_asked_for(climb, text):
    link, _ = climb(text, "line")
    assert (link.sign, link.kind, link.asked) == (1, "condition", True)


@pytest.mark.parametrize(
    ("text", "sign", "left_open"),
    [
        ("We do not rule out the tram line.", 1, True),
        ("We did not exclude the tram line.", 1, True),
        ("We rule out the tram line.", -1, False),
        ("We do not oppose the tram line.", 1, False),
    ],
)
def test_what_is_merely_not_ruled_out_is_open(climb, text, sign, left_open):
    link, _ = climb(text, "line")
    assert (link.sign, link.open) == (sign, left_open)


def test_a_climb_ends_where_the_words_end(attitude, climb, token):
    from bot.positions.composition import climb

    line = token("We want the tram line.", "line")
    voice = Voice(lambda _subject: "own", lambda t: t.text != "want")
    assert climb(attitude, line, voice) == (None, None)


def test_the_issues_own_nouns_carry_too(climb):
    text = "We want a museum with a tram line."
    assert climb(text, "line")[0] is None
    assert climb(text, "line", carriers=["museum"])[0].sign == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We back the plan for the tram line.", ["back", "plan", "line"]),
        ("Never will we agree to an end of the ban on the tram line.", ["Never", "agree", "end", "ban", "line"]),
    ],
)
def test_the_trace_holds_every_word_of_the_composition_in_order(climb, text, said):
    link, _ = climb(text, "line")
    assert [t.text for t in link.words] == said
