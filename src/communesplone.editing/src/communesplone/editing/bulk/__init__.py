"""One act on many pages of a list: what will happen is said before, and taken back after."""
