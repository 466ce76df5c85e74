"""The watch over all agents: figures of every run, rules over them, alerts. It knows systems only by an interface."""
