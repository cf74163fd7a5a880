"""Who may do what: teams by part of the site, invitations, leavers, second factor."""
