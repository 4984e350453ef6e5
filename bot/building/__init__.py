"""The record built and read: files in, statements and positions out, again whenever what they depend on changes."""
