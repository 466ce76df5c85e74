"""The child process that reads a customer file: the file in on standard input, customers out on standard output.

Started as `python -m tasks.files.reader_child`; it ends when it has answered.
"""

import os
import sys
from datetime import date

from schemas.customer import Customer
from schemas.errors import BadInputError
from schemas.reading import FileRead, Mapping
from tasks.files.reader.join import Other
from tasks.files.reader.read_customers import read_customers
from tasks.files.reader_process import answer, pack, unpack


def main() -> None:
    """Say that it is ready, then answer one request."""
    sys.stdout.buffer.write(b"ready\n")
    sys.stdout.buffer.flush()
    request, content = unpack(sys.stdin.buffer.read())
    mapping = Mapping.model_validate(request["mapping"])
    other = None
    if "joined" in request:
        size = request["joined_from"]
        content, other = content[:size], Other(content[size:], request["joined"])
    try:
        intake = read_customers(content, request["name"], date.fromisoformat(request["today"]), mapping, other)
    except BadInputError as error:
        said = pack({"error": str(error)}, b"")
    else:
        said = answer(
            FileRead(
                customers=customers_json(intake.customers),
                accepted=len(intake.customers),
                rejects=intake.rejects,
                skipped=intake.skipped,
                mapping=intake.mapping,
                encoding=intake.encoding,
                delimiter=intake.delimiter,
                doubts=intake.doubts,
                source=intake.source,
                header=tuple(intake.header),
            )
        )
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
    # Freeing a large table object by object takes a second; ending the process frees it at once.
    os._exit(0)


def customers_json(customers: list[Customer]) -> bytes:
    """A JSON array with one customer per line, highest MRR first, so that a budget is spent where it matters."""
    ordered = sorted(customers, key=lambda customer: -(customer.mrr or 0.0))
    return b"[\n" + b",\n".join(customer.model_dump_json().encode() for customer in ordered) + b"\n]\n"


if __name__ == "__main__":
    main()
