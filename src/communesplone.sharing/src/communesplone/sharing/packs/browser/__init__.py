"""The page of a pack, and the one form in which all of it is adopted."""
