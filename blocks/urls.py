"""URLs that people give: parsed without surprises, shown without signatures or credentials."""

from urllib.parse import SplitResult, urlsplit

from schemas.errors import BadInputError


def split_url(url: str) -> SplitResult:
    """`urlsplit` with the port checked; if it is not a URL, `BadInputError`, which repeats nothing of it."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise BadInputError(f"that is not a URL: {str(error).split(':')[0]}") from None
    return parts


def redacted(url: str) -> str:
    """A form that may be shown: without credentials and query. A path stays as it is."""
    if "://" not in url:
        return url.encode(errors="replace").decode()  # a path may contain bytes that are not text
    parts = split_url(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
