"""bin/communes: the command of those who run the communes."""
