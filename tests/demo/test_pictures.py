"""The script that takes the README's pictures."""

import pytest
from PIL import Image

from bot.demo.pictures import SCALE, WIDTH, take
from bot.settings import ROOT, read_toml


def test_what_the_pictures_are_said_to_show_is_what_is_answered(seed_app):
    pictures = read_toml(ROOT / "docs" / "pictures" / "pictures.toml")["picture"]
    asked = {one["file"]: one.get("options") for one in pictures}
    assert seed_app.answering.ask(asked["answer.png"]["question"]).status == "answered"
    assert seed_app.answering.ask(asked["refusal.png"]["question"]).status == "not_in_corpus"


@pytest.mark.browser
@pytest.mark.slow
async def test_takes_a_picture_of_an_answer_and_of_what_a_button_shows(environment, tmp_path):
    ask = {"command": "ask", "options": {"question": "Who heads the group of experts preparing the plan?"}}
    await take(
        tmp_path,
        [{"file": "answer.png", **ask}, {"file": "context.png", **ask, "click": "Show in context"}],
        environment,
    )
    answer, context = (Image.open(tmp_path / name) for name in ("answer.png", "context.png"))
    assert answer.width == context.width == int(WIDTH * SCALE)
    assert min(answer.height, context.height) > 200
    assert answer.tobytes() != context.tobytes()
