import pytest

from bot.answering.called import asks_name, gives_name


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What is the name of the second ferry?", True),
        ("What were the full names of the two ferries?", True),
        ("What was the ferry of Norden called?", True),
        ("What is the price of the ferry?", False),
        ("What did Norden call the ferry?", False),
        ("Who was called by the mayor?", False),
    ],
)
def test_what_something_is_called_is_asked(question, asked):
    assert asks_name(question) is asked


@pytest.mark.parametrize(
    ("sentence", "given"),
    [
        ("Norden bought the Ada in May.", True),
        ("Norden bought the “old lady”.", True),
        ("The second ferry was bought on Monday.", False),
        ("Ferries were bought by Norden in May.", False),
    ],
)
def test_a_name_is_given(sentence, given):
    assert gives_name("What is the name of the ferry that Norden bought?", sentence) is given
