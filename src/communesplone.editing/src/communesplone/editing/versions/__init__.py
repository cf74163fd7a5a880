"""What a page was before, and the way back."""
