"""Pages of %{name}."""
