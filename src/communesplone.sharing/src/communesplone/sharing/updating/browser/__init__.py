"""The pages of updates."""
