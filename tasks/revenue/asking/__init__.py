"""One question to the warehouse: what the agent is told, its tools, what becomes of names, the answer."""
