"""From a draft to the page that citizens read: what changes, when, and who has read it."""
