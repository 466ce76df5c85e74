"""The log: runs, findings followed from night to night, what people said of them, and what that taught."""
