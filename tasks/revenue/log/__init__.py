"""What became of findings: runs, findings followed from night to night, what people said of them, what it taught."""
