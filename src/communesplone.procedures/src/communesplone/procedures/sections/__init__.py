"""What procedures offer to pages made of sections."""
