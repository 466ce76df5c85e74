"""The child process that reads a suppression list: the file in on standard input, its content out as JSON.

Started as `python -m tasks.outreach.list_child NAME`. The reader needs pandas, which stays out of the run.
"""

import sys

from pydantic_core import to_json

from schemas.errors import BadInputError
from tasks.outreach.address_list import parse_address_list


def main() -> None:
    """Answer one request."""
    try:
        answer = parse_address_list(sys.stdin.buffer.read(), sys.argv[1]).model_dump_json().encode()
    except BadInputError as error:
        answer = to_json({"error": str(error)})
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
