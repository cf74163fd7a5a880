"""The trash: what is deleted can be had back for thirty days."""
