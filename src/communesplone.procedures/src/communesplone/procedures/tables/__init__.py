"""Procedures from a table, one a line: for whoever brings them in, and for demonstrations."""
