"""Pages of working together, in the frame of the hub."""
