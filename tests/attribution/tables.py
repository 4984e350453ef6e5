"""Tables of invented texts and of what is read of each."""

import csv
from pathlib import Path


def table(name):
    """The rows of a table of tab-separated values by their first column; a text of which nothing is read has none."""
    found = {}
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        for text, *rest in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]:
            found.setdefault(text, []).extend([tuple(rest)] if rest else [])
    return found
