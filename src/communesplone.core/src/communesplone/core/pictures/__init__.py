"""Pictures: checked before they are decoded, scaled by a job, never written by a visit."""
