"""The record as its keepers change it: articles tried, added, edited, taken out; what follows from it told to readers."""
