"""The text side: article files to clean paragraphs, sentences, passages, vectors and hits.

Knows nothing of Discord, actors or briefings; usable as a library on any folder of text files.
"""

from embeddings.silence import keep_silent
from embeddings.waiting import wait_asleep

keep_silent()
wait_asleep()
