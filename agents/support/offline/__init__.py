"""Rules that answer and judge without a model."""
