"""Win-back's commands; `group.py` is what the entry point names."""
