"""Who wrote a text, by the lines above it, and what is said of him below it."""

import re

from embeddings.judged import Line
from embeddings.teasers import Teasers

CLOSED = 0.8
"""Below this share of its prose a note on its author closes a text."""

WRITERS = 4
"""More names beside dates are no writers'."""

LEAD_LONGEST = 200
"""Above a longer paragraph stand a text's date and writer."""

_BY = re.compile(r"^.{0,20}?\b[Bb][Yy] ")
_NAME = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*)*(?: (?:de|van|von|al|bin|der|la))* [A-Z][\w'’-]+")
_DATED_BY = re.compile(r"(?i:by) (?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2}?)(?=(?: [A-Z][a-z]+)? \W*\d| \|)")
SAID = re.compile(r"[\"“][^\"”]{30}")


def notes_on_authors(lines: list[Line]) -> None:
    """Paragraphs of the second half that begin with the name of a byline: an article does not speak of its writer."""
    names = (*_bylines(lines), *_signed(lines))
    if not names:
        return
    total = sum(len(line.text) for line in lines if line.prose)
    seen = 0
    teasers = Teasers(lines)
    for at, line in enumerate(lines):
        seen += len(line.text) if line.prose else 0
        if 2 * seen <= total or line.kind is not None or not line.text.startswith(names) or SAID.search(line.text):
            continue
        line.set_apart("about the author")
        if seen > CLOSED * total:
            alone = line.text in names and at + 1 < len(lines)
            if alone and lines[at + 1].kind is None and any(part in lines[at + 1].text for part in line.text.split()):
                lines[at + 1].set_apart("about the author")
            if teasers.follow(at):
                for other in lines[at + 1 :]:
                    if other.kind is None:
                        other.set_apart("after the article")
                return


def _bylines(lines: list[Line]) -> list[str]:
    return [name for line in lines if line.reason == "byline" for name in _NAME.findall(_BY.sub("", line.text))]


def _signed(lines: list[Line]) -> list[str]:
    """The names beside the dates above a text, of whom the text says nothing."""
    found: list[str] = []
    for above, line, below in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        if len(found) == WRITERS or (line.prose and len(line.text) > LEAD_LONGEST):
            break
        if line.reason == "date line":
            found += [match["name"] for match in [_DATED_BY.match(line.text)] if match]
        elif _NAME.fullmatch(line.text) and any(
            near is not None and near.reason == "date line" for near in (above, below)
        ):
            found.append(line.text)
    prose = [line.text for line in lines if line.prose]
    told = {name: [text for text in prose if name.split()[-1] in text] for name in found}
    return [name for name, texts in told.items() if len(texts) <= 1 and all(text.startswith(name) for text in texts)]
