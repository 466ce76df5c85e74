"""One Converse call over HTTP with botocore's parts: its endpoint, signature, connections and error parser.

The client's own way to the same request takes twice the CPU: it sends twelve events a call, walks the service's model
through request and answer, and prepares a retry that we never let it make. `converse.reply_of` reads the answer, and
trusts no model to keep to its shape. Streams still go through the client.
"""

import json
from typing import Any
from urllib.parse import quote

from botocore.awsrequest import AWSRequest
from botocore.exceptions import ClientError
from botocore.parsers import ResponseParserError, RestJSONParser
from pydantic_core import to_json

_REFUSED = 300  # and above: HTTP status; a redirect is not followed
_ERROR = 301  # from here on botocore's parser reads an error
_HEADERS = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "revive"}


class ConverseHttp:
    """Converse on one model, over an open aiobotocore client's endpoint, credentials and connections."""

    def __init__(self, client: Any, model_id: str) -> None:
        # These parts of a client have no public names. The lock pins its version, and this file's tests use them.
        self._signer = client._request_signer  # noqa: SLF001 -- see above
        self._http = client._endpoint.http_session  # noqa: SLF001 -- see above
        service = client.meta.service_model
        # By these the signer finds that a Bedrock API key (AWS_BEARER_TOKEN_BEDROCK) stands in for the credentials.
        self._context = {"client_config": client.meta.config, "auth_options": service.metadata.get("auth")}
        self._shape = service.operation_model("Converse").output_shape
        self._url = f"{client.meta.endpoint_url.rstrip('/')}/model/{quote(model_id, safe='-._~')}/converse"

    async def ask(self, body: dict[str, Any]) -> Any:
        """The answer's JSON, None if it is not JSON.

        Raises `ClientError` for what the service refuses, and botocore's `HTTPClientError`s for what happens before.
        """
        request = AWSRequest("POST", self._url, headers=_HEADERS, data=_written(body))
        request.context.update(self._context)
        await self._signer.sign("Converse", request)
        response = await self._http.send(request.prepare())
        content: bytes = await response.content
        if response.status_code >= _REFUSED:
            raise ClientError(self._error(response.status_code, response.headers, content), "Converse")
        try:
            # Not pydantic's parser, which refuses half a surrogate pair: the answer is paid for.
            return json.loads(content)
        except (ValueError, RecursionError):
            return None

    def _error(self, status: int, headers: dict[str, str], content: bytes) -> dict[str, Any]:
        """What was refused, as botocore says it."""
        answer = {"status_code": max(status, _ERROR), "headers": headers, "body": content}
        try:
            parsed: dict[str, Any] = RestJSONParser().parse(answer, self._shape)
        except (ResponseParserError, TypeError, AttributeError, ValueError):
            # The body is not the service's, but a proxy's for example. The status still says what kind of error it is.
            parsed = {"Error": {"Code": str(status), "Message": ""}, "ResponseMetadata": {"HTTPHeaders": headers}}
        parsed["ResponseMetadata"]["HTTPStatusCode"] = status
        return parsed


def _written(body: dict[str, Any]) -> bytes:
    try:
        return to_json(body)
    except ValueError:  # half a surrogate pair, which only an escape can carry
        return json.dumps(body).encode()
