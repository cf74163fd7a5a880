"""Sharing: offer pages to the other communes, adopt theirs, know where each came from."""
