"""Whether a person may be written to at all: suppression, contacts, the frequency cap, opt-outs, requests to stop.

Shared by all systems; knows none of them.
"""
