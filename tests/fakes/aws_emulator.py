"""AWS by moto over HTTP, one request after the other: its transactions are not atomic between threads, AWS's are."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server


@contextmanager
def serve_aws() -> Iterator[str]:
    """The URL of every service of AWS that moto knows."""
    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=False)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
