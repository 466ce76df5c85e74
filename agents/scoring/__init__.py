"""What the evaluators of every system are made of: words, readability, what a case expects."""
