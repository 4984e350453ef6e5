"""One picture at a time: matplotlib's fonts are not made for several threads."""

import threading

DRAWING = threading.Lock()
"""To be held by whoever makes a picture while others may be making one."""
