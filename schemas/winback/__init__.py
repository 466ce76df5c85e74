"""The data of win-back: customers who left, what is read of them, and what is written to them."""
