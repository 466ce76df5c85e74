"""The one table of a queue in SQLite, and the statements on it.

`state` is open, dead or done. `is_head` marks the open message of a group that may be leased next, or is: so leasing
looks at as many rows as it takes, however many messages a group has waiting. `due_at` (epoch seconds) says of an open
message when it may be leased, of a leased one when its lease ends, of one that is done when its id is forgotten, and of
a dead one when it died.
"""

import sqlite3

SCHEMA = 1
CREATE = """
CREATE TABLE messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    "group" TEXT NOT NULL,
    digest TEXT NOT NULL,
    body BLOB,
    state TEXT NOT NULL,
    is_head INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    lease TEXT,
    put_at REAL NOT NULL,
    due_at REAL NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    UNIQUE (source, id)
);
CREATE INDEX heads ON messages (due_at, seq) WHERE is_head = 1;
CREATE INDEX open_of_group ON messages ("group", seq) WHERE state = 'open';
CREATE INDEX done ON messages (due_at) WHERE state = 'done';
CREATE INDEX dead ON messages (seq) WHERE state = 'dead';
"""
PUT = """
INSERT INTO messages (source, id, "group", digest, body, state, is_head, put_at, due_at)
VALUES (:source, :id, :group, :digest, :body, 'open',
        NOT EXISTS (SELECT 1 FROM messages WHERE "group" = :group AND state = 'open'), :now, :now)
ON CONFLICT (source, id) DO NOTHING
"""
PUT_DEAD = """
INSERT INTO messages (source, id, "group", digest, body, state, put_at, due_at, reason, detail)
VALUES (:source, :id, :group, :digest, :body, 'dead', :now, :now, :reason, :detail)
ON CONFLICT (source, id) DO NOTHING
"""
DIGEST = "SELECT digest FROM messages WHERE source = ? AND id = ?"
# In pieces: whoever puts a message does not wait for the removal of all that ended on a busy day.
FORGET = """
DELETE FROM messages WHERE seq IN (SELECT seq FROM messages WHERE state = 'done' AND due_at <= ? LIMIT 500)
"""
LEASE = """
UPDATE messages SET lease = :lease, attempts = attempts + 1, due_at = :until
WHERE seq IN (SELECT seq FROM messages WHERE is_head = 1 AND due_at <= :now ORDER BY due_at, seq LIMIT :most)
RETURNING seq, source, id, "group", digest, body, attempts, put_at
"""
EXTEND = "UPDATE messages SET due_at = ? WHERE seq = ? AND lease = ? AND state = 'open'"
END = """
UPDATE messages SET state = 'done', body = NULL, is_head = 0, lease = NULL, due_at = ?
WHERE seq = ? AND lease = ? AND state = 'open'
"""
BURY = """
UPDATE messages SET state = 'dead', is_head = 0, lease = NULL, due_at = :now, reason = :reason, detail = :detail
WHERE seq = :seq AND lease = :lease AND state = 'open'
"""
GIVE_BACK = """
UPDATE messages SET lease = NULL, due_at = :due_at, attempts = attempts - :uncounted
WHERE seq = :seq AND lease = :lease AND state = 'open'
"""
NEXT_OF_GROUP = """
UPDATE messages SET is_head = 1
WHERE seq = (SELECT min(seq) FROM messages WHERE "group" = :group AND state = 'open')
AND NOT EXISTS (SELECT 1 FROM messages WHERE "group" = :group AND state = 'open' AND is_head = 1)
"""
REDRIVE = """
UPDATE messages SET state = 'open', attempts = 0, due_at = ?, reason = '', detail = ''
WHERE seq = ? AND state = 'dead' AND body IS NOT NULL
"""
OPEN = "SELECT count(*) FROM messages WHERE state = 'open'"
OLDEST = "SELECT min(put_at) FROM messages WHERE state = 'open'"
LEASED = "SELECT count(*) FROM messages WHERE is_head = 1 AND due_at > ? AND lease IS NOT NULL"
DEAD = "SELECT count(*) FROM messages WHERE state = 'dead'"
LIST_DEAD = """
SELECT seq, source, id, "group", digest, body, attempts, put_at, reason, detail, due_at
FROM messages WHERE state = 'dead' AND seq > :after AND (:reason IS NULL OR reason = :reason) ORDER BY seq LIMIT 200
"""

ALL = """
SELECT seq, source, id, "group", digest, body FROM messages
WHERE state IN ('open', 'dead') AND seq > ? ORDER BY seq LIMIT 200
"""
ERASE = """
UPDATE messages SET state = 'done', body = NULL, is_head = 0, lease = NULL, "group" = '', detail = '', due_at = ?
WHERE seq = ? AND state != 'done'
"""


def create(db: sqlite3.Connection) -> None:
    """Make the table unless it is there; of two processes that find a new file, one does."""
    if _is_there(db):
        return
    db.execute("BEGIN IMMEDIATE")
    if not _is_there(db):
        for statement in CREATE.split(";"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {SCHEMA}")
    db.execute("COMMIT")


def _is_there(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA user_version").fetchone()[0])
