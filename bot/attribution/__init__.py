"""Who says what: an article's text in, its statements out."""
