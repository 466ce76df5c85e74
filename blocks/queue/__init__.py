"""Queues of messages that must not be lost: one interface, SQLite for `local`, SQS for several machines."""
