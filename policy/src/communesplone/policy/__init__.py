"""What a commune site and the hub are made of."""
