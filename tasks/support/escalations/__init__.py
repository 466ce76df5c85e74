"""Conversations that a person takes over: opened by an answer, told to the team, taken, replied to, resolved."""
