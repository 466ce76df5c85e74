"""Win-back's data: customers who left, what is known of them, and what is written to them."""
