"""The communes of the hub: who they are, who works for them, what they use, gave and adopted."""
