"""May this customer be written to at all: suppression, contacts, the frequency cap, opt-outs, requests to stop.

Knows nothing of win-back.
"""
