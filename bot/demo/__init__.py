"""The real bot against a simulated Discord, without a token (extra ``demo``)."""
