"""The tools of the communes: what each does, its releases, who uses it, and asking for it."""
