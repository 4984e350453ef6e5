"""An answer drawn in a terminal."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.answering.answer import VERDICTS, Answer, Excerpt, Stances, Verdict
from bot.answering.coverage import describe
from bot.console.plain import plain
from bot.record.article import Article
from bot.words import also_in

FIRST_WORDS = 4
ROLE_LABELS = {
    "answer": "",
    "other-side": "By contrast",
    "correction": "The record says otherwise",
    "nearest": "Nearest in the record, not an answer",
}

VERDICT_STYLES: Mapping[Verdict, str] = {"same": "bold green", "otherwise": "bold magenta", "nothing": "bold yellow"}


def reported(article: Article | Excerpt, alignment: str | None, paragraph: int) -> list[str]:
    """Outlet, date, paragraph and marks of words that an article reports, each as words for people."""
    date = article.published or "date unknown"
    if article.published and article.published_basis == "inferred":
        date += " (inferred)"
    parts = [article.outlet or "outlet unknown", f"{date}, ¶{paragraph}"]
    if article.machine_translated:
        parts.append("machine-translated")
    if alignment:
        parts.append(alignment)
    return parts


def citation(excerpt: Excerpt) -> str:
    """Speaker, outlet, date, paragraph, marks and article of an excerpt in one line."""
    parts = [*reported(excerpt, excerpt.outlet_alignment, excerpt.paragraph), excerpt.article]
    if excerpt.also_in:
        parts.append(also_in(excerpt.also_in))
    if excerpt.speaker:
        parts.insert(0, f"{_which(excerpt)}said by {excerpt.speaker}")
    return plain(" · ".join(parts))


def _which(excerpt: Excerpt) -> str:
    """The beginning of the sentence that is the speaker's, where others stand around it: bold is lost in a pipe."""
    if (excerpt.start, excerpt.end) == excerpt.focus:
        return ""
    sentence = excerpt.text[excerpt.focus[0] - excerpt.start : excerpt.focus[1] - excerpt.start].split()
    return f"“{' '.join(sentence[:FIRST_WORDS])}{' …' if len(sentence) > FIRST_WORDS else ''}” "


def quoted(excerpt: Excerpt) -> Text:
    """The excerpt's words with the sentence that answers in bold."""
    low, high = excerpt.focus[0] - excerpt.start, excerpt.focus[1] - excerpt.start
    text = Text(plain(excerpt.text))
    if low > 0 or high < len(excerpt.text):
        text.stylize("bold", low, high)
    return text


def drawn(answer: Answer, first: int) -> RenderableType:
    """The whole answer; ``first`` excerpts of it are shown, the rest counted."""
    return Group(*_parts(answer, first))


def _parts(answer: Answer, first: int) -> Iterator[RenderableType]:
    yield Text(plain(answer.question.strip()), style="bold cyan")
    if answer.status == "rejected":
        yield Text(plain(answer.note or ""), style="yellow")
        return
    if answer.status == "not_in_corpus":
        yield Text("The record does not say.", style="bold yellow")
    if answer.note:
        yield Text(plain(answer.note), style="yellow" if answer.status == "not_in_corpus" else "dim")
    if answer.verdict is not None and answer.status == "answered":
        yield Text(VERDICTS[answer.verdict], style=VERDICT_STYLES[answer.verdict])
    if answer.stances:
        yield Text(plain(stances_line(answer.stances)), style="bold")
    for number, excerpt in enumerate(answer.excerpts[:first], 1):
        yield Text()
        if ROLE_LABELS[excerpt.role]:
            yield Padding(Text(ROLE_LABELS[excerpt.role], style="yellow"), (0, 0, 0, 1))
        yield Padding(Text.assemble((f"[{number}] ", "cyan"), quoted(excerpt)), (0, 0, 0, 1))
        yield Padding(Text(citation(excerpt), style="dim"), (0, 0, 0, 5))
    yield Text()
    if answer.excerpts:
        line = describe(answer.coverage)
        if len(answer.excerpts) > first:
            line += f" · {len(answer.excerpts) - first} more excerpts"
        yield Text(line, style="dim")
    if answer.covers:
        yield Text("The record covers: " + plain("; ".join(answer.covers)), style="dim")


def stances_line(stances: Sequence[Stances]) -> str:
    """Who stands where in one line of names, stances and the numbers of the excerpts that say so."""
    sides = (
        f"{one.label}: " + ", ".join(f"{', '.join(names)} [{place + 1}]" for names, place in one.named)
        for one in stances
    )
    return " · ".join([stances[0].issue_name, *sides])


def console() -> Console:
    """Standard output, as wide as the window: colours only where it is a terminal."""
    return Console(highlight=False)
