"""The record in PostgreSQL with pgvector; imported only where ``[record] url`` names a database."""
