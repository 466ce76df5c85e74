"""Channels that send messages to the outside: each says whether a message went out, did not, or may have."""
