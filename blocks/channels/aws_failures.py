"""What is certain after a call to AWS that should have sent something failed."""

from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    NoRegionError,
    ParamValidationError,
    SSLError,
)

from blocks.channels.delivery import Delivery
from schemas.errors import BadInputError, one_line

_NOT_SENT = (
    EndpointConnectionError,
    ConnectTimeoutError,
    NoCredentialsError,
    NoRegionError,
    ParamValidationError,
    SSLError,
)
_SERVER_ERROR = 500


def aws_failure(service: str, error: Exception) -> Delivery:
    """An error of the service's own, or no answer, may come after it took the message."""
    if isinstance(error, ClientError):
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", _SERVER_ERROR)
        said = error.response.get("Error", {})
        line = one_line(f"{service}: {said.get('Code', '')}: {said.get('Message', '')}")
        return Delivery("unknown" if status >= _SERVER_ERROR else "failed", line)
    certain = isinstance(error, (BadInputError, *_NOT_SENT))
    return Delivery("failed" if certain else "unknown", one_line(f"{service}: {error or type(error).__name__}"))
