"""The child process that holds the warehouse: started by `warehouse.py`. It ends with its standard input.

Requests and answers are frames: a line with the number of bytes, then JSON. The first request opens; then `query` runs
a statement and answers with the first chunk, `chunk` gives a later one of the same result.
"""

import os
import sys
import threading
from collections.abc import Mapping
from time import monotonic
from typing import Any, BinaryIO

import duckdb
from pydantic_core import from_json, to_json

from blocks.warehouse.locked import locked
from schemas.errors import BadInputError, one_line

_RESULT = "result_of_the_last_query"


def main() -> None:
    """Answer until nobody asks any more."""
    read, write = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no part of an answer
    opening = receive(read)
    if opening is None:
        return
    try:
        connection, there = locked(opening)
    except BadInputError as error:
        send(write, {"error": str(error)})
        return
    send(write, {"opened": True, "there": there})
    result = _Result(connection)
    while (request := receive(read)) is not None:
        send(write, result.chunk(request["chunk"]) if "chunk" in request else result.run(request))
    os._exit(0)


class _Result:
    """The result of the last query, kept in a temporary table, which may spill to disk."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.about: dict[str, Any] = {}

    def run(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Run a query under its timer, and give the first chunk."""
        begun = monotonic()
        timer = threading.Timer(request["timeout_s"], self.connection.interrupt)
        timer.start()
        try:
            kinds = [statement.type for statement in self.connection.extract_statements(request["sql"])]
            if kinds != [duckdb.StatementType.SELECT]:
                return _no("not_permitted", "only one SELECT statement can be run")
            self.connection.execute(f"DROP TABLE IF EXISTS {_RESULT}")
            self.connection.execute(f"CREATE TEMP TABLE {_RESULT} AS {request['sql']}", request["parameters"] or None)
            total = self.connection.execute(f"SELECT count(*) FROM {_RESULT}").fetchone()  # noqa: S608 -- ours
            self.about = _about(int(total[0]) if total else 0, int(request["rows_per_chunk"]))
            return self._rows(0) | {"seconds": round(monotonic() - begun, 3)}
        except duckdb.InterruptException:
            return _no("failed", f"the query took longer than {request['timeout_s']:g} s and was stopped")
        except duckdb.PermissionException as error:
            return _no("not_permitted", one_line(error))
        except duckdb.Error as error:
            return _no("failed", one_line(error))
        finally:
            timer.cancel()

    def chunk(self, index: int) -> dict[str, Any]:
        """A later chunk."""
        try:
            return self._rows(index)
        except duckdb.Error as error:
            return _no("failed", one_line(error))

    def _rows(self, index: int) -> dict[str, Any]:
        size = self.about["rows_per_chunk"]
        found = self.connection.execute(
            f"SELECT * FROM {_RESULT} WHERE rowid >= {index * size} AND rowid < {(index + 1) * size} ORDER BY rowid"  # noqa: S608 -- ours
        )
        columns = [column[0] for column in found.description or ()]
        rows = [[_plain(cell) for cell in row] for row in found.fetchall()]
        return self.about | {"success": True, "chunk_index": index, "columns": columns, "results": rows}


def _about(total: int, size: int) -> dict[str, Any]:
    chunks = max(1, -(-total // size))
    answer = "rows" if total else "no_rows"
    return {
        "answer": answer, "total_rows": total, "rows_per_chunk": size, "total_chunks": chunks, "chunked": chunks > 1,
    }  # fmt: skip


def _no(answer: str, error: str) -> dict[str, Any]:
    return {"success": False, "answer": answer, "error": error}


def _plain(cell: Any) -> Any:
    """What JSON has; dates become text, decimals numbers, and what is not finite nothing."""
    if isinstance(cell, float):
        return cell if cell - cell == 0 else None
    if cell is None or isinstance(cell, str | int | bool):
        return cell
    if hasattr(cell, "isoformat"):
        return cell.isoformat()
    if isinstance(cell, list | tuple):
        return [_plain(one) for one in cell]
    if isinstance(cell, dict):
        return {str(name): _plain(one) for name, one in cell.items()}
    return float(cell) if hasattr(cell, "as_integer_ratio") else str(cell)


def send(stream: BinaryIO, message: Mapping[str, Any]) -> None:
    """Write a frame."""
    content = to_json(message)
    stream.write(b"%d\n%b" % (len(content), content))
    stream.flush()


def receive(stream: BinaryIO) -> dict[str, Any] | None:
    """Read a frame; None at the end."""
    size = stream.readline()
    if not size:
        return None
    message: dict[str, Any] = from_json(stream.read(int(size)))
    return message
