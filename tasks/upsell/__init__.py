"""Upsell: events about customers in, for each the message worth sending or the reason why there is none."""
