"""Releasing agent versions: the moves, the growing share, and what is shown and announced of them."""
