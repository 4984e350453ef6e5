"""Question to answer: excerpts, refusal, disagreement, coverage."""
