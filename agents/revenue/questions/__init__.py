"""`offline` reads a question: which metrics, dimensions, values and periods it names, and what is left unread."""
