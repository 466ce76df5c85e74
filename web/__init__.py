"""The HTTP door: a router a system, over the same functions that the commands call."""
