"""The report of an analysis: first what to do on Monday, for whom, worth how much."""
