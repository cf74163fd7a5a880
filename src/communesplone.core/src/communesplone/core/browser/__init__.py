"""Control panels of the kernel."""
