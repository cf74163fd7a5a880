"""Working copies: a published page is changed beside itself, and stays online as it is."""
