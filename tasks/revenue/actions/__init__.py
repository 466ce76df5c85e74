"""Actions of findings: a policy decides which and when, people approve, the outbox sends each once."""
