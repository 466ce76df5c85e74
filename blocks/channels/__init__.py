"""Channels by which something leaves the house for good: each says whether it went out, did not, or may have."""
