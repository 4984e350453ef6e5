from bot.words import counted


def test_one_is_no_plural():
    assert [counted(n, "article") for n in (0, 1, 2)] == ["0 articles", "1 article", "2 articles"]
