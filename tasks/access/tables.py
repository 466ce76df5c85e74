"""The tables of the records that say who comes in, and what they changed."""

from blocks.records.table import Table

KEYS = Table("api_keys", "id")
SESSIONS = Table("sessions", "id")
AUDIT = Table("audit", "month", "at")  # `2026-11`, and the moment with a few random letters
SIGN_INS = Table("sign_ins", "id")  # begun at an identity provider, and not come back yet
PRESENCE = Table("presence", "record", "name")  # a page's path, and who has it open; gone after seconds
TABLES = (KEYS, SESSIONS, SIGN_INS, AUDIT, PRESENCE)
