"""Rules over figures: pure functions of what was counted, what is usual, and the clock."""
