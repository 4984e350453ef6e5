"""The record as its keepers change it: articles tried, added, edited, taken out, and what readers are told of it."""
