"""Pages of the directory, plain ones: a theme gives them its own look."""
