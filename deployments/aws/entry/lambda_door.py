"""The handler of the doors' function: one request of API Gateway, answered by the application of `revive serve`."""

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from blocks.function_settings import environment_of, fill_secrets

if TYPE_CHECKING:
    from web.function import HttpFunction


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001 -- Lambda gives it
    """Answer one event."""
    return _door()(event)


@cache
def _door() -> "HttpFunction":
    """Opened by the first request; those after it find it open."""
    fill_secrets(os.environ)
    from web.function import http_function  # noqa: PLC0415 -- after the secrets, which Prefect reads when it is imported
    from web.server import log_requests  # noqa: PLC0415 -- same

    log_requests()
    return http_function(environment_of(os.environ))
