"""The page of a preview, and the pictures that it shows."""
