"""A page frozen as text, so that what is posted after a crash is what was composed before it."""

import json

from bot.briefings.planner import Part
from bot.discord.escape import Markdown
from bot.discord.views.page import Accent, Block, Button, Page, Picture, Rule, Text
from bot.record import deliveries


def freeze(page: Page) -> Part:
    """The page without its picture's bytes as JSON, and the picture beside it (a page has one at most)."""
    blocks: list[dict[str, object]] = []
    picture = None
    for block in page.blocks:
        match block:
            case Text(words, None):
                blocks.append({"text": words})
            case Text(words, Button() as beside):
                blocks.append({"text": words, "button": _button(beside)})
            case Picture(name, data, alt):
                blocks.append({"picture": name, "alt": alt})
                picture = deliveries.Picture(name, data)
            case Rule():
                blocks.append({"rule": True})
    body = {"accent": page.accent.name, "blocks": blocks, "buttons": [_button(button) for button in page.buttons]}
    return Part(json.dumps(body, ensure_ascii=False), picture, page.cites)


def thaw(body: str, picture: deliveries.Picture | None) -> Page:
    """The page again; without its bytes a picture is left out."""
    frozen = json.loads(body)
    blocks: list[Block] = []
    for block in frozen["blocks"]:
        if "text" in block:
            beside = Button(**block["button"]) if "button" in block else None
            blocks.append(Text(Markdown(block["text"]), beside))
        elif "rule" in block:
            blocks.append(Rule())
        elif picture is not None:
            blocks.append(Picture(block["picture"], picture.content, block["alt"]))
    buttons = tuple(Button(**button) for button in frozen["buttons"])
    return Page(Accent[frozen["accent"]], tuple(blocks), buttons)


def _button(button: Button) -> dict[str, object]:
    return {"custom_id": button.custom_id, "label": button.label, "style": button.style, "disabled": button.disabled}
