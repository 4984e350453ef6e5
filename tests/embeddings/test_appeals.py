"""A site's words to its reader are told from the article's own, and from what people say in it."""

import pytest

from embeddings.appeals import is_appeal, line_is_appeal, mean_weight

APPEALS = [
    "Get the Pier Letter, our weekly newsletter on harbours.",
    "You can unsubscribe at any time.",
    "Join our WhatsApp channel and be the first to know.",
    "Support independent journalism: become a member for the price of a ferry ticket.",
    "If you know more about this story, write to our reporters at tips@example.org.",
    "Turn on notifications so that you never miss a departure.",
]
LINES = [
    *APPEALS,
    "Need a break from the news? Play our daily crossword and other word games.",
    "Our reporters have sailed with the ferry since the first day. Help us stay aboard by making a donation.",
    "Thank you for subscribing! Please check your inbox.",
    "notification-bellGet instant alerts based on your interests. Be the first to know when the ferry is late.",
    "Spotted a mistake? Let us know.",
    "What do you think? Join the discussion in the comments.",
    "What do you think of this article?",
    "Welcome to The Pier Letter, a newsletter about harbours. Last week we wrote of fog; your mail filled my inbox.",
    "Seen a misspelling? Highlight it and press Ctrl + Enter.",
    "Welcome to the podcast of the harbour, where you choose what we talk about.",
    "Local journalism takes time. If you value stories like this one, become a member today.",
    "What would you like to know about ferries? Your question may be answered on air. Send it using our form.",
    "We value your privacy. We and our partners store information on a device, such as cookies.",
    "Every Monday our editors choose one story that deserves your evening. Delivered free.",
]
OWN = [
    "The council will not let you vote twice, the mayor told the town.",
    "We must protect our harbour from people who see in it nothing but real estate.",
    "Support for the ferry fell after the newsletter of the operator came out.",
    "Subscribers of the ferry pass paid 40 euros a month, the operator said.",
    "Read the letter again, the judge told the council, and you will find the date.",
    "Follow us, the captain shouted, and the crowd went down to the pier.",
    "“Sign up for our newsletter,” the operator wrote to its customers.",
    "As one Twitter user noted, what we expect of the ferry and of the bridge is not the same.",
    "Now tell us that this is no witch hunt.",
    "We told the operator that your ticket was paid, she wrote in the newsletter.",
    "Welcome to the harbour, the mayor told the crew of the ferry.",
    "Highlight of the evening was a speech on the ferry by the mayor.",
    "What do you think of the new quota?",
    "What do you think that the council will do?",
    "We know from the accounts that the reserve is held in the form of shares.",
    "The ferry is free. The council offers its partners a better price for the bridge.",
]


@pytest.mark.parametrize("sentence", APPEALS)
def test_an_appeal_is_told_by_what_it_is_made_of(sentence: str) -> None:
    assert is_appeal(sentence)


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_appeals_is_one(line: str) -> None:
    assert line_is_appeal(line)


@pytest.mark.parametrize("sentence", OWN)
def test_what_is_reported_argued_or_said_is_none(sentence: str) -> None:
    assert not is_appeal(sentence)
    assert not line_is_appeal(sentence)


def test_no_thing_of_a_site_no_weight() -> None:
    assert mean_weight("You must join us now.") == 0
    assert mean_weight("Join our newsletter. The ferry sails at noon.") == mean_weight("Join our newsletter.") / 2


def test_long_lines_are_the_article() -> None:
    assert not line_is_appeal(" ".join(["You can unsubscribe from our newsletter at any time."] * 20))
