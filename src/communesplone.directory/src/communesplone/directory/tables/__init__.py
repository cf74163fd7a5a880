"""Tables of the directory: CSV out, and in again."""
