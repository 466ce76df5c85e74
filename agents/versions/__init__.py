"""Agent versions: the files, which of them serves whom, and how two of them differ."""
