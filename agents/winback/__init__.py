"""Win-back's agents: why somebody left, and the emails that could bring them back."""
