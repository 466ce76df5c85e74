"""`revive serve`: answers over HTTP until it is told to stop."""

import signal
import socket

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded
from commands.output import say


@click.command(epilog=EPILOG, short_help="Answer over HTTP: upload, process, results.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="The port to listen on; 0 for any free one.",
)
@environment_option
@guarded
def serve(host: str, port: int, environment: str) -> None:
    """Answer over HTTP until Ctrl-C or SIGTERM.

    On this machine no key is needed; at any other address every request needs an API key (`revive keys add`).
    """
    from schemas.environment import elsewhere  # noqa: PLC0415 -- same
    from schemas.errors import BadInputError  # noqa: PLC0415 -- light start
    from web.access import is_loopback  # noqa: PLC0415 -- same
    from web.server import http_server, log_requests  # noqa: PLC0415 -- same

    local = is_loopback(host)
    if not local and not awaited(_has_keys(environment)):
        raise BadInputError(
            f"{host} can be reached by others, and there is no API key yet; first: "
            f"revive keys add NAME --scope run{elsewhere(environment)}"
        )
    log_requests()
    server = http_server(environment, open_to_loopback=local)
    with _listening(host, port) as listener:
        say(f"listening at http://{host}:{listener.getsockname()[1]}/", err=True)
        for number in (signal.SIGINT, signal.SIGTERM):
            # uvicorn stops in order, then raises the signal again for the previous handler: stopping is not an error.
            signal.signal(number, _stopped)
        server.run(sockets=[listener])


def _stopped(_number: int, _frame: object) -> None:
    """Do nothing: the server has stopped already."""


def _listening(host: str, port: int) -> socket.socket:
    """A listening socket; made here because uvicorn ends the process without a clear line if the port is taken."""
    from schemas.errors import BadInputError  # noqa: PLC0415 -- light start

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise BadInputError(f"cannot listen at {host}:{port}: {error.strerror}; choose another --port") from None


async def _has_keys(environment: str) -> bool:
    from blocks.local import resolve_environment  # noqa: PLC0415 -- light start
    from blocks.settings import read_settings  # noqa: PLC0415 -- same
    from tasks.access.keys import list_keys, open_keys  # noqa: PLC0415 -- same

    async with open_keys(await resolve_environment(environment, read_settings())) as records:
        return any(not key.revoked_at for key in await list_keys(records))
