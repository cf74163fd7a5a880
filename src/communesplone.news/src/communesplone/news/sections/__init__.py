"""What news and agenda offer to pages made of sections."""
