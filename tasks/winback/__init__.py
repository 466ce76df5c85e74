"""Win-back: those who left, why, and what could bring them back."""
