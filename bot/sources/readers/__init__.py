"""One module a format: bytes in, articles out."""
