"""The only room that speaks to Discord: it parses, calls and renders."""
