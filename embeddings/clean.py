"""What of a raw text is the article: its title, headings and body, and what is page furniture around it."""

import re

from embeddings import chrome, company, foreign
from embeddings.about_itself import judge_notes
from embeddings.cards import judge_cards
from embeddings.headline import find_title
from embeddings.judged import Line, plain
from embeddings.lines import units
from embeddings.prose import ANNOUNCES, HEADING_LONGEST, JUDGED, SPOKEN, headline_case, is_prose, said_or_ended
from embeddings.repeats import judge_repeats
from embeddings.segments import judge_runs
from embeddings.sentences import split
from embeddings.tail import judge_tail
from embeddings.telling import judge_new
from embeddings.text import Block, CleanText, Sentence
from embeddings.voice import judge_voices

SAMPLE = 20_000
"""How many characters tell whether a text is English."""

_QUOTE = re.compile('["“”„«»]')

_TOPIC = re.compile(r"[A-Z][\w ]{0,30}: +[\w‘“]")


def clean(raw: str) -> CleanText:
    """The cleaned view of one article; offsets are code points into ``raw``.

    Every non-empty line of ``raw`` lies in blocks of one paragraph. A block lies on one line, but for hard-wrapped
    text, where a block is the wrapped paragraph.
    """
    lines = [Line(unit, plain(raw[unit.start : unit.end])) for unit in units(raw)]
    main_script = foreign.script(raw)
    english = foreign.is_english(raw[:SAMPLE])
    for line in lines:
        _judge_alone(line, main_script, english)
    items = company.announced(lines)
    stacked = company.judge_stacks(lines, items)
    title = find_title(lines, stacked)
    company.judge_links(lines, stacked)
    judge_tail(lines)
    _judge_rest(lines, items.union(at - 1 for at in items))
    company.judge_posts(lines)
    judge_repeats(lines)
    if english:
        company.judge_headings(lines)
        judge_cards(lines)
        judge_notes(lines)
        judge_voices(lines)
        judge_runs(lines)
        judge_new(lines)
        company.judge_strange_headings(lines)
    company.judge_headings(lines)
    company.judge_islands(lines)
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for line in lines:
        if line.kind == "body":
            _add_body(line, blocks, sentences, raw)
        else:
            blocks.append(
                Block(line.kind or "chrome", line.unit.start, line.unit.end, line.unit.paragraph, line.reason)
            )
    return CleanText(raw, title, tuple(blocks), tuple(sentences))


def _judge_alone(line: Line, main_script: str | None, english: bool) -> None:
    """Set apart what a line's own words give away, and mark the rest as prose or not."""
    text = line.text
    if line.unit.lines == 1:
        short = text[:JUDGED]
        script = foreign.other_script(short, main_script)
        language = foreign.other_language(short) if english else None
        if script or language:
            line.set(
                "chrome", f"in another script ({script.title()})" if script else f"in another language ({language})"
            )
            return
        reason = chrome.line_reason(text)
        if reason:
            line.set("chrome", reason)
            return
    line.prose = is_prose(line)


def _judge_rest(lines: list[Line], items: set[int]) -> None:
    """Tell headings from short body lines: a heading has body below it; lists and what announces them are body."""
    last_prose = max((i for i, line in enumerate(lines) if line.prose), default=-1)
    nothing_else = last_prose < 0
    in_list = False
    for index, line in enumerate(lines):
        if line.prose:
            line.set("body")
            in_list = line.text.endswith(":")
            continue
        if line.kind is not None:
            in_list = in_list and line.kind == "body"
            continue
        text = line.text
        linked = index > 0 and lines[index - 1].reason in ("link list", "headlines") and company.unended(text)
        following = lines[index + 1] if index + 1 < len(lines) else None
        listed = index in items or (in_list and line.unit.run == lines[index - 1].unit.run)
        if linked and said_or_ended(text):
            line.set("chrome", "headlines")
        elif nothing_else or listed or (said_or_ended(text) and not _topped(lines, index)) or _opens(text, following):
            line.set("body")
        elif index > last_prose:
            line.set("chrome", "after the article")
            in_list = False
        elif line.unit.lines > 1 or (len(text) > HEADING_LONGEST and not headline_case(text) and "?" not in text):
            line.set("chrome", "no prose")
            in_list = False
        else:
            line.set("heading", "heading")
            in_list = False


def _topped(lines: list[Line], at: int) -> bool:
    """Whether a line is a headline that begins with its topic ("Oslo: a pier for sale"): speakers come in turns."""
    near = (lines[other].text for other in (at - 1, at + 1) if 0 <= other < len(lines))
    text = lines[at].text
    name = text.partition(":")[0]
    if " " in name and any(name in line.text for line in lines if line is not lines[at]):
        # "Anna Berg: the pier stays", where the article tells of Anna Berg.
        return False
    return bool(_TOPIC.match(text)) and company.unended(text) and not any(map(_TOPIC.match, near))


def _opens(text: str, following: Line | None) -> bool:
    """Whether a short line leads to the next: it ends in a colon, or is the first of several questions."""
    if following is None:
        return False
    if text.endswith(":") and _QUOTE.match(following.text):
        return True
    if ANNOUNCES.search(text):
        return True
    if headline_case(text) or len(text.split()) < 4:
        return False
    if text.endswith(":"):
        return following.prose or bool(SPOKEN.match(following.text))
    return text.endswith("?") and len(text.split()) >= 8 and following.text.endswith("?") and following.prose


def _add_body(line: Line, blocks: list[Block], sentences: list[Sentence], raw: str) -> None:
    """Split off sentences that are page furniture glued into the paragraph, and add the blocks that remain."""
    glued = chrome.glued_at(raw[line.unit.start : line.unit.end])
    end = line.unit.end if glued is None else line.unit.start + glued
    open_from: int | None = None
    open_to = 0
    paragraph = at_line = line.unit.paragraph
    counted = line.unit.start

    def close() -> None:
        nonlocal open_from
        if open_from is not None:
            blocks.append(Block("body", open_from, open_to, paragraph))
            open_from = None

    quoted = False
    for low, high in split(raw[line.unit.start : end]):
        low, high = line.unit.start + low, line.unit.start + high
        reason = chrome.inline_reason(raw[low:high], quoted)
        quoted = _still_quoted(raw[low:high], quoted)
        if reason:
            close()
            blocks.append(Block("chrome", low, high, paragraph, reason))
            continue
        open_from, open_to = (low if open_from is None else open_from), high
        # A sentence begins with no line break, so that none is cut in two here.
        at_line, counted = at_line + raw_lines(raw, counted, low), low
        sentences.append(Sentence(low, high, at_line))
    close()
    if end < line.unit.end:
        offset = len(raw[end : line.unit.end]) - len(raw[end : line.unit.end].lstrip())
        blocks.append(Block("chrome", end + offset, line.unit.end, paragraph, "embedded link"))


def _still_quoted(sentence: str, quoted: bool) -> bool:
    """Whether a quotation is open after a sentence."""
    for mark in _QUOTE.findall(sentence):
        quoted = mark in "“„«" or (mark == '"' and not quoted)
    return quoted


def raw_lines(raw: str, start: int, position: int) -> int:
    """How many lines of a wrapped paragraph that begins at ``start`` end before ``position``."""
    return len(re.findall(r"\r\n|\n|\r", raw[start:position]))
