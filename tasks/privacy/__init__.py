"""Privacy: erasure of one person, and retention of whole uploads."""
