"""The child process that reads a suppression list: the file in on standard input, its content out as JSON.

Started as `python -m tasks.outreach.list_child`. The reader needs pandas, which stays out of the run.
"""

from pydantic_core import to_json

from schemas.errors import BadInputError
from tasks.files.child import reply_once
from tasks.files.reader_process import unpack
from tasks.outreach.address_list import parse_address_list


def reply(message: bytes) -> bytes:
    """The answer to one request."""
    request, content = unpack(message)
    try:
        return parse_address_list(content, request["name"]).model_dump_json().encode()
    except BadInputError as error:
        return to_json({"error": str(error)})


if __name__ == "__main__":
    reply_once(reply)
