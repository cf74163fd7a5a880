"""The services of the administration, with their contacts and opening hours."""
