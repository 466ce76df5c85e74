"""uvicorn, as the HTTP door needs it: nothing personal in the log, no trust in headers, an orderly stop."""

import logging

import uvicorn

from web.app import create_app
from web.impatient import Impatient
from web.requests import WithRequestId

_FORMAT = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"


def http_server(environment: str, *, open_to_loopback: bool) -> uvicorn.Server:
    """A server for one environment; give its `run` the sockets to listen on."""
    return uvicorn.Server(
        uvicorn.Config(
            create_app(environment, open_to_loopback=open_to_loopback),
            log_config=None,
            # uvicorn would log a request's query, too, which may name people; web/requests.py logs only the path.
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=30,
            limit_concurrency=400,  # connections; two hundred people may wait for their answers at once
            # Only the peer's own address may decide whether it is this machine, never a header.
            proxy_headers=False,
            http=Impatient,
            # There is no WebSocket here, and uvicorn would log the query of a request for one.
            ws="none",
        )
    )


def log_requests() -> None:
    """Log to standard error; every line carries the id of the request that caused it."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    handler.addFilter(WithRequestId())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
