"""What becomes of a record: when it is written, and when that is taken back."""

ADDED, CHANGED, SAME, KEPT = "added", "changed", "same", "kept"
SKIPPED, REFUSED, THERE = "skipped", "refused", "there"
REMOVED, RESTORED, STAYS, GONE = "removed", "restored", "stays", "gone"
