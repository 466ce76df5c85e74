"""Agent versions: registering, publishing, and which of them serves whom."""
