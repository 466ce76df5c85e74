"""Revenue's routes; `routes.py` is what the entry point names."""
