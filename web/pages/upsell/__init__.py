"""Pages of upsell: the queue, events and their fate, dead letters, one customer's features."""
