"""Mail to those who asked for it: topics, confirmation, digests, one-click unsubscribing."""
