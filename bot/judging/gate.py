"""Reading and verdict together: the one rule of what a judge may do to a stance."""

from bot.judging.judge import Thresholds, Verdict
from bot.record.statement import Stance


def gate(reading: Stance, verdict: Verdict | None, thresholds: Thresholds) -> Stance:
    """The stance that stands where the linked reading gives ``reading`` and the judge ``verdict`` (None: nothing).

    An arrow is the reading's, and stands where the judge does not contradict it. The judge alone gives conditional or
    unclear, never an arrow: a reading that it would turn round becomes unclear.
    """
    if verdict is None:
        return reading
    conditional = verdict.conditional >= thresholds.conditional
    match reading:
        case "supports" | "opposes":
            if verdict.of(reading) >= thresholds.keeps:
                return reading
            return "conditional" if conditional else "unclear"
        case "conditional":
            # To whoever reads a condition as a plain yes or no it is a stance all the same.
            return "conditional" if 1 - verdict.none >= thresholds.keeps else "unclear"
        case "unclear":
            return "conditional" if conditional else "unclear"
