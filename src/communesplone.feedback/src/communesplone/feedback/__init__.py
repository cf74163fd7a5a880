"""Was this page useful? Visitors answer without an account; webmasters read what to mend."""
