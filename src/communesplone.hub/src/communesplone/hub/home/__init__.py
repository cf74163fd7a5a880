"""The home of the hub: its search, what is new, and what other areas put there."""
