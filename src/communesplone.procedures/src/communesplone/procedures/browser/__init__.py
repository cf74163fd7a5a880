"""Pages and forms of the procedures."""
