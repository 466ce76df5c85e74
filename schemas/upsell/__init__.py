"""Upsell's data: events, catalogue and brand, what its agents are given and answer, and what its runs keep."""
