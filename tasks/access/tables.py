"""The tables of the records that say who comes in, and what they changed."""

from blocks.records.table import Table

KEYS = Table("api_keys", "id")
SESSIONS = Table("sessions", "id")
AUDIT = Table("audit", "month", "at")  # `2026-11`, and the moment with a few random letters
TABLES = (KEYS, SESSIONS, AUDIT)
