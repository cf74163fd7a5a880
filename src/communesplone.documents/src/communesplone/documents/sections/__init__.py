"""The section of a page that shows documents."""
