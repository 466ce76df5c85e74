"""Upsell's agents where no model answers: a writer and a judge by rules."""
