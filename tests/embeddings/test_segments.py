"""Runs of paragraphs that speak of something else than the article they stand above or below."""

from embeddings.clean import clean

ARTICLE = [
    "The ferry district raised the fare to the mainland on Thursday, and the islanders were told after the vote.",
    "Its chairman said that fuel had left the district no choice and that the reserve was burned up in June.",
    "Islanders with a card will pay less than visitors, the district decided at the same meeting on Thursday.",
    "A hearing on the winter timetable of the ferry is set for the third of September, the chairman said.",
    "The district carried fewer visitors last year than in any year since the bridge to the mainland was opened.",
]
OTHER = [
    "The court ordered the city to give the market hall back to the cooperative that had built it.",
    "A spokesman for the mayor called the ruling harsh and announced an appeal.",
]
PARTING = ["Advertisement", "4 March 2026"]
LABEL = ["Advertisement"]


def kept(lines: list[str]) -> list[str]:
    text = clean("\n\n".join(lines) + "\n")
    return [text.raw[block.start : block.end] for block in text.body]


def test_another_article_above_or_below_is_set_apart() -> None:
    assert kept([*ARTICLE, *PARTING, *OTHER]) == ARTICLE
    assert kept([*OTHER, *PARTING, *ARTICLE]) == ARTICLE


def test_last_paragraphs_below_a_line_of_the_page() -> None:
    assert kept([*ARTICLE, *LABEL, OTHER[0]]) == ARTICLE


def test_between_the_articles_own_runs_nothing_is_judged() -> None:
    parted = [*ARTICLE[:2], *PARTING, *OTHER, *PARTING, *ARTICLE[2:]]
    assert kept(parted) == [*ARTICLE[:2], *OTHER, *ARTICLE[2:]]


def test_runs_that_share_words_are_one_article_though_the_first_and_the_last_share_none() -> None:
    bridge = [
        "The bridge to the mainland is to be closed for repair, the minister for roads announced on Monday.",
        "Repair will take until the spring, and lorries must go round by the northern road, the minister added.",
    ]
    northern = [
        "Mayors along the northern road fear for their villages, through which the lorries will pass at night.",
        "The villages have asked for a speed limit, and the mayors want it before the first lorries arrive.",
    ]
    assert kept([*ARTICLE, *PARTING, *bridge, *PARTING, *northern]) == [*ARTICLE, *bridge, *northern]


def test_a_text_of_one_run_is_left_alone() -> None:
    assert kept([*ARTICLE, *OTHER]) == [*ARTICLE, *OTHER]


def test_a_heading_that_shares_no_words_beside_a_line_of_the_page_is_no_heading_of_the_article() -> None:
    def headings(above: str) -> list[str]:
        text = clean("\n\n".join([*ARTICLE[:3], above, "Dumplings with sour cherries", *ARTICLE[3:]]))
        return [text.raw[block.start : block.end] for block in text.blocks if block.reason == "heading"]

    assert headings("Advertisement") == []
    assert headings(ARTICLE[0]) == ["Dumplings with sour cherries"]
