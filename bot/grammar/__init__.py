"""The syntax of English on a parse: clauses, phrases and words, whoever speaks and whatever of."""
