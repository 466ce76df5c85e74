"""The lines of batch inference: requests as Bedrock takes them, answers as it leaves them.

https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference-data.html and batch-inference-results.html: one
JSON object a line, joined by `recordId`, in any order; an `error` stands in the place of `modelOutput`. With the
invocation type Converse both are what the Converse API takes and gives.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json


@dataclass(frozen=True, slots=True)
class Answered:
    """One line of a job's output: the answer, or why there is none."""

    record_id: str
    output: dict[str, Any] | None
    error: str = ""


def written(body: dict[str, Any]) -> str:
    """A request's body as JSON, the same for the same body."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"))


def record_id(model_id: str, body: str) -> str:
    """The name of a request: equal ones ask the same of the same model, in whichever process."""
    return hashlib.sha256(f"{model_id}\0{body}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def request_line(name: str, body: str) -> bytes:
    """A line of a job's input. `written` escapes whatever is not ASCII."""
    return f'{{"recordId":"{name}","modelInput":{body}}}'.encode()


def answered(line: bytes) -> Answered | None:
    """A line of a job's output; None if it cannot be joined to a request, which then has no answer."""
    try:
        said = from_json(line)
    except ValueError:
        try:  # pydantic's parser refuses half a surrogate pair: the answer is paid for
            said = json.loads(line)
        except (ValueError, RecursionError):
            return None
    if not isinstance(said, dict) or not isinstance(said.get("recordId"), str):
        return None
    output = said.get("modelOutput")
    if isinstance(output, dict):
        return Answered(said["recordId"], output)
    error = said.get("error")
    told = error if isinstance(error, dict) else {}
    return Answered(
        said["recordId"], None, f"{told.get('errorCode', '')} {told.get('errorMessage', 'no answer')}".strip()
    )
