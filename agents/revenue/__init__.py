"""What the revenue analyses read out of sentences, and the agent that explains their findings."""
