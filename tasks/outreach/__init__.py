"""Who may be written to at all: what any system asks of a customer's fields before it sends anything."""
