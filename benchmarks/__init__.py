"""Measurements: ratios of one run with the figures behind them."""

import os

import embeddings  # noqa: F401 - silences what would report to its maker

# The peers that benchmarks/peers.py measures report as well.
os.environ.update(HAYSTACK_TELEMETRY_ENABLED="False", ANONYMIZED_TELEMETRY="False")
