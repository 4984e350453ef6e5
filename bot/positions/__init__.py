"""Statement to position: the issue it is about, which side it takes, for whom; and the figures it gives."""
