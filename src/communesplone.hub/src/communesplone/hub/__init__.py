"""The hub: the moderated library of what communes share, readable by everyone."""
