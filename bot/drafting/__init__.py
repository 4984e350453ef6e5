"""A first configuration drafted from the articles of a new subject."""
