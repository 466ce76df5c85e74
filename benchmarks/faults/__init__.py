"""`make faults`: what breaks around a run, done to the command for real, and whether anything is lost by it."""
