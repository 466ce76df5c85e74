"""The watch over all agents: figures of every run, rules over them, alerts. It asks systems, and names none."""
