"""AWS's binary framing of events, as ConverseStream answers: what botocore only decodes, encoded.

https://docs.aws.amazon.com/transcribe/latest/dg/event-stream.html: total length, length of the headers, a checksum of
both; headers (name, type 7, value); payload; a checksum of all of it.
"""

import struct
import zlib

import orjson


def event(kind: str, payload: object) -> bytes:
    """One event, as JSON."""
    return _frame({":event-type": kind, ":content-type": "application/json", ":message-type": "event"}, payload)


def exception(kind: str, message: str) -> bytes:
    """An error in the middle of a stream."""
    head = {":exception-type": kind, ":content-type": "application/json", ":message-type": "exception"}
    return _frame(head, {"message": message})


def _frame(headers: dict[str, str], payload: object) -> bytes:
    head, body = b"".join(_header(*one) for one in headers.items()), orjson.dumps(payload)
    lengths = struct.pack("!II", 16 + len(head) + len(body), len(head))
    prelude = lengths + struct.pack("!I", zlib.crc32(lengths))
    message = prelude + head + body
    return message + struct.pack("!I", zlib.crc32(message))


def _header(name: str, value: str) -> bytes:
    return struct.pack("!B", len(name)) + name.encode() + struct.pack("!BH", 7, len(value)) + value.encode()
