"""Procedures over the REST interface: rows as data, references only as far as they are seen."""
