"""What people type and have not saved: kept beside the page, offered again, never published."""
