"""What is watched over all agents: figures that add up, rules, alerts."""
