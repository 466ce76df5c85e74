"""Privacy: what is kept of people, and how it goes: erasure of one person, retention of whole uploads."""
