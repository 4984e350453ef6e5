"""The data folder for its owner alone: kept questions and drafts are nobody else's to read."""

import re
from pathlib import Path

from embeddings.owned import own

OURS = re.compile(r"record\..+|index|judge\..+|model(\..+)?|search-cache|set-aside\..+|unfinished|.+\.lock")
"""Names of what this program keeps in its data folder."""


def tighten(folder: Path) -> int:
    """Take from everybody but its owner what they may do with the data folder's files; how many were changed.

    The folder itself is left as it is where it holds something else too: it may be the home of other programs.
    """
    entries = list(folder.iterdir())
    ours = [entry for entry in entries if OURS.fullmatch(entry.name)]
    inside = [file for entry in ours if entry.name in ("index", "model") for file in entry.glob("*")]
    folders = [folder] if len(ours) == len(entries) else []
    return sum(own(path) for path in (*folders, *ours, *inside))
