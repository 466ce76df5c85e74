"""How a release goes on: an environment's policy, and what the live figures say. Pure, but for reading the policy."""
