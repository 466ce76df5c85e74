"""A simulated month of all agents, as the watch's rules see it: how often they are wrong, how soon they find what."""
