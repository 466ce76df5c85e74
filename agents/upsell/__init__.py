"""Upsell's agents: one message about one service that fits, and the judge before whom it has to stand."""
