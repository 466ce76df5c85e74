"""What a question is about: a small classifier that learns from the intents file when a process starts."""
