"""Files as single mailers import them: a map of headers and limits for each of them, and what writes by it."""
