"""A draft shown to somebody without an account, by a signed link."""
