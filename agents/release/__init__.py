"""How a release goes on: the policy of an environment, and what the live figures say. Pure, but for the policy file."""
