"""What is new in a commune and what takes place there."""
