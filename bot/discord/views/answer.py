"""An answer as pages: the first excerpts, more of them, one in its context. Answers and refusals look different."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answering.answer import VERDICTS, Answer, Coverage, Excerpt, Stances
from bot.discord.custom_ids import ask_more_id, context_id, more_id, vote_id
from bot.discord.escape import Markdown, clean, safe
from bot.discord.services import Surroundings
from bot.discord.views.citation import cited, full_citation, has_context, quotation, quotation_of
from bot.discord.views.page import MAX_TEXT, Accent, Block, Button, Page, Rule, Text, simple
from bot.record.citations import Quotation
from bot.words import counted, outlets_known, when

FIRST = 3
RESERVED = 250
"""Characters kept free for the lines under the excerpts."""
MAX_COVERS = 5
AROUND = 1100
"""Characters shown on each side of an excerpt in its context (at most 2 after escaping)."""


def answer_page(answer: Answer, answer_id: str | None, *, heading: bool = True, ask_more: bool = False) -> Page:
    """The message for an answer or a refusal.

    ``answer_id`` is the kept answer its buttons refer to (None: no buttons). ``heading`` repeats the question, for
    places where it is not on the screen already. ``ask_more`` adds the button for follow-ups where replies arrive
    without their words.
    """
    if answer.status == "rejected":
        note = safe(answer.note) if answer.note else Markdown("I cannot read that as a question.")
        return Page(Accent.PROBLEM, (Text(note),))
    answered = answer.status == "answered"
    blocks: list[Block] = []
    question = f"### {safe(answer.question, 150)}\n" if heading and clean(answer.question) else ""
    if answered:
        if question:
            blocks.append(Text(Markdown(question.rstrip("\n"))))
    else:
        missing = safe(answer.note, 300) if answer.note else Markdown("The articles do not say.")
        blocks.append(Text(Markdown(f"{question}**Not in the record.** {missing}")))
    if answered and answer.verdict:
        blocks.append(Text(Markdown(f"**{VERDICTS[answer.verdict]}**")))
    if answer.stances:
        blocks.append(Text(stances_line(answer.stances), cites=tuple(stances_cited(answer))))
    covers = None if answered else covers_line(answer.covers)
    spare = MAX_TEXT - RESERVED - sum(len(b.words) for b in blocks if isinstance(b, Text)) - len(covers or "")
    if answered and answer.note:
        spare -= 420
    shown = excerpt_blocks(answer.excerpts[:FIRST], answer_id, 0, spare)
    blocks += shown
    blocks.append(Rule())
    if answered and answer.note:
        blocks.append(Text(Markdown(f"-# {safe(answer.note, 200)}")))
    if covers:
        blocks.append(Text(covers))
    blocks.append(Text(coverage_line(answer.coverage, answered)))
    return Page(
        accent_of(answer),
        tuple(blocks),
        answer_buttons(answer_id, len(shown), len(answer.excerpts), ask_more) if answer_id else (),
    )


def accent_of(answer: Answer) -> Accent:
    """The colour of an answer, of a refusal, or of a verdict on a claim."""
    if answer.status != "answered":
        return Accent.REFUSAL
    return {"same": Accent.SAME, "otherwise": Accent.OTHERWISE}.get(answer.verdict or "", Accent.ANSWER)


def stances_line(stances: Sequence[Stances]) -> Markdown:
    """Who stands where in one line of names, stances and the numbers of the excerpts that say so."""
    sides = [
        f"**{one.label}:** "
        + ", ".join(f"{', '.join(safe(name, 40) for name in names)} [{place + 1}]" for names, place in one.named)
        for one in stances
    ]
    return Markdown(" · ".join([f"**{safe(stances[0].issue_name, 60)}**", *sides]))


def stances_cited(answer: Answer) -> Iterator[Quotation]:
    """The words behind each name in that line, with the stance that they stand for there."""
    for one in answer.stances:
        for actor, _, place in one.actors if one.stance != "unclear" else ():
            shown = quotation_of(answer.excerpts[place])
            yield replace(shown, actor=actor, issue=one.issue, stance=one.stance)


def excerpt_blocks(excerpts: Sequence[Excerpt], answer_id: str | None, first: int, spare: int) -> list[Text]:
    """As many whole excerpts as ``spare`` characters hold, at least one, numbered from ``first + 1``."""
    blocks: list[Text] = []
    for place, excerpt in enumerate(excerpts, first):
        words = cited(excerpt, place + 1)
        spare -= len(words)
        if blocks and spare < 0:
            break
        button = Button(context_id(answer_id, place), "Show in context") if answer_id else None
        blocks.append(Text(words, button, cites=(quotation_of(excerpt),)))
    return blocks


def coverage_line(coverage: Coverage, answered: bool) -> Markdown:
    """How much stands behind what is shown, and how fresh it is."""
    if not coverage.articles:
        return Markdown("-# No article of the record bears on it.")
    latest = f"latest {when(coverage.latest)}" if coverage.latest else "dates unknown"
    verb = "Rests on" if answered else "Shown from"
    return Markdown(
        f"-# {verb} {counted(coverage.articles, 'article')} · {outlets_known(coverage.outlets)} · {latest}"
    )


def covers_line(covers: Sequence[str]) -> Markdown | None:
    """What the record does cover, for a refusal."""
    if not covers:
        return None
    names = [safe(name, 60) for name in covers[:MAX_COVERS]]
    more = f" and {len(covers) - MAX_COVERS} more" if len(covers) > MAX_COVERS else ""
    return Markdown(f"-# The record covers: {'; '.join(names)}{more}")


def answer_buttons(answer_id: str, shown: int, total: int, ask_more: bool) -> tuple[Button, ...]:
    """The row under an answer."""
    buttons = []
    if total > shown:
        buttons.append(Button(more_id(answer_id, shown), f"More excerpts ({total - shown})", "primary"))
    if ask_more:
        buttons.append(Button(ask_more_id(answer_id), "Ask more"))
    buttons.append(Button(vote_id("useful", answer_id), "Useful"))
    buttons.append(Button(vote_id("wrong", answer_id), "Wrong"))
    return tuple(buttons)


def more_page(excerpts: Sequence[Excerpt], answer_id: str, first: int, answered: bool, gone: int) -> Page:
    """Further excerpts of a kept answer, from number ``first + 1``."""
    if first >= len(excerpts):
        return simple("There are no more excerpts.", Accent.NEUTRAL)
    blocks: list[Block] = list(excerpt_blocks(excerpts[first : first + FIRST], answer_id, first, MAX_TEXT - RESERVED))
    shown = first + len(blocks)
    if gone:
        blocks.append(Text(Markdown(f"-# {counted(gone, 'excerpt')} left out: the words changed in the record.")))
    left = len(excerpts) - shown
    buttons = (Button(more_id(answer_id, shown), f"More excerpts ({left})", "primary"),) if left > 0 else ()
    return Page(Accent.ANSWER if answered else Accent.REFUSAL, tuple(blocks), buttons)


def context_page(excerpt: Excerpt, around: Surroundings) -> Page:
    """One excerpt between the paragraphs around it, and everything needed to find it again."""
    before, after = clean(around.before), clean(around.after)
    if len(before) > AROUND:
        before = "…" + before[-AROUND + 1 :].lstrip()
    whole = around.text == excerpt.text and has_context(excerpt)
    middle = quotation(excerpt).removeprefix("> ") if whole else f"**{safe(around.text)}**"
    parts = [f"> {safe(before)}" if before else "", f"> {middle}", f"> {safe(after, AROUND)}" if after else ""]
    room = MAX_TEXT - 900
    if sum(map(len, parts)) > room:
        parts = [parts[1]]
    return Page(
        Accent.NEUTRAL,
        (Text(Markdown("\n> \n".join(part for part in parts if part))), Text(full_citation(excerpt))),
    )
