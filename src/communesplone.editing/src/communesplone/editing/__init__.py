"""The day of a webmaster: dashboard, finding, publishing, quality, trash, help."""
