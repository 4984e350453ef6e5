"""Which questions led to which answer: what a follow-up needs, in memory only."""

from collections import OrderedDict
from dataclasses import dataclass

REMEMBERED = 2000
LONGEST_THREAD = 5


@dataclass(frozen=True, slots=True)
class Thread:
    """The questions of one exchange, oldest first, and who asked the last one."""

    reader: int
    questions: tuple[str, ...]


class Threads:
    """The last threads, by answer id and by the message that carries the answer."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._by_answer: OrderedDict[str, Thread] = OrderedDict()
        self._by_message: OrderedDict[int, str] = OrderedDict()

    def remember(self, answer_id: str, reader: int, questions: tuple[str, ...]) -> None:
        """Note the questions that led to an answer; the longest threads lose their oldest."""
        self._by_answer[answer_id] = Thread(reader, questions[-LONGEST_THREAD:])
        while len(self._by_answer) > REMEMBERED:
            self._by_answer.popitem(last=False)

    def carried_by(self, message: int, answer_id: str) -> None:
        """Note which message carries an answer."""
        self._by_message[message] = answer_id
        while len(self._by_message) > REMEMBERED:
            self._by_message.popitem(last=False)

    def of_answer(self, answer_id: str) -> tuple[str, ...]:
        """The questions that led to an answer, or none."""
        thread = self._by_answer.get(answer_id)
        return thread.questions if thread else ()

    def of_message(self, message: int) -> tuple[str, ...]:
        """The questions that led to the answer in a message, or none."""
        return self.of_answer(self._by_message.get(message, ""))

    def forget_reader(self, reader: int) -> None:
        """Drop every thread whose last question this reader asked."""
        for answer_id in [key for key, thread in self._by_answer.items() if thread.reader == reader]:
            del self._by_answer[answer_id]
