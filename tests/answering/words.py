"""Names and common words for the tests, as plain sets."""


class Words:
    def __init__(self, names=(), common=(), phrases=()):
        self.names, self.common, self.phrases = set(names), set(common), set(phrases)

    def is_name(self, word):
        return word.lower() in self.names

    def is_word(self, word):
        return word.lower() in self.common

    def registered(self, words, at):
        return next((n for n in (3, 2) if " ".join(words[at : at + n]).lower() in self.phrases), 0)
