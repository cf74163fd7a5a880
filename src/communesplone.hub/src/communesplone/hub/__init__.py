"""Hub: say here in one sentence what it does, and for whom."""
