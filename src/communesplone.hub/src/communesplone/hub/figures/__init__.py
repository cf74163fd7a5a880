"""What is counted in the hub: by month and by commune, only what happened."""
