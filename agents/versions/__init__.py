"""Agent versions: the files, which of them serves whom, and what tells two of them apart."""
