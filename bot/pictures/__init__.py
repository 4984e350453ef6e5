"""The record drawn: actors by issues, and an actor over time."""
