"""Measurements: ratios of one run with the figures behind them."""
