"""Parts that every system's evaluators are built from: words, readability, what a case expects."""
