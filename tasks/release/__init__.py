"""Releasing agent versions: the moves, the ramp, and what is shown and told of them."""
