"""The form in which sections are added, ordered, filled in and previewed."""
