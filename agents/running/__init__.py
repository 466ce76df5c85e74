"""Runs one agent on one input, and opens the models that it needs."""
