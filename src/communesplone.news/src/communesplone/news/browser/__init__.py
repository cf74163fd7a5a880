"""The pages, feeds and calendars of news and agenda."""
