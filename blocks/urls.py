"""URLs that people give: read without surprises, shown without what signs them or logs in with them."""

from urllib.parse import SplitResult, urlsplit

from schemas.errors import BadInputError


def split(url: str) -> SplitResult:
    """`urlsplit`, with the port checked; `BadInputError`, which repeats nothing of it, where it is no URL."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise BadInputError(f"that is not a URL: {str(error).split(':')[0]}") from None
    return parts


def redacted(url: str) -> str:
    """As it may be shown: without credentials and without the query. A path stays as it is."""
    if "://" not in url:
        return url.encode(errors="replace").decode()  # a path may hold bytes that are no text
    parts = split(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
