"""The HTTP session that simple-salesforce is given: it has a timeout, follows no redirect, and may trust another CA."""

from typing import Any

_TIMEOUT_S = (10.0, 60.0)  # to connect, and between two pieces of an answer


def bounded_session(ca_file: str | None) -> Any:
    """A `requests.Session`; without a timeout of its own, simple-salesforce would wait for ever."""
    import requests  # noqa: PLC0415 -- comes with the extra

    class Bounded(requests.Session):
        """A session whose every request ends."""

        def request(self, *args: Any, **options: Any) -> requests.Response:
            """One request."""
            options.setdefault("timeout", _TIMEOUT_S)
            options["allow_redirects"] = False
            options.setdefault("verify", ca_file or True)  # said per request, or REQUESTS_CA_BUNDLE would replace it
            return super().request(*args, **options)

    return Bounded()
