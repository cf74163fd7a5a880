"""The section of a page that invites to subscribe."""
