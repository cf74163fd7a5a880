"""Working together: groups with meetings and decisions, proposals with pledges and votes."""
