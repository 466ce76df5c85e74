"""Win-back: customers who left, why, and what could bring them back."""
