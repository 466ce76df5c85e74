"""Links, domains, addresses and handles in a text: only the sender's are allowed."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import SplitResult, urlsplit

_SCHEMES = (
    "https?|ftps?|sftp|javascript|vbscript|data|file|mailto|tel|sms|callto|skype|whatsapp|tg|wss?|blob|about|intent|market|"
    "magnet|bitcoin|ssh|git|ldap|smb|news|hxxps?|h__ps?|chrome|view-source|jar|urn|geo|webcal|facetime"
)
_FILES = frozenset(
    [
        "csv",
        "pdf",
        "xlsx",
        "xls",
        "doc",
        "docx",
        "txt",
        "json",
        "xml",
        "html",
        "htm",
        "js",
        "py",
        "md",
        "png",
        "jpg",
        "jpeg",
        "gif",
    ]
)
_FOUND = re.compile(
    rf"\b(?:{_SCHEMES}):(?=\S)\S+|(?<![\w/:])//[\w.-]+\S*|\bwww\.\S+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@[A-Za-z_]\w{2,30}"
    r"|(?<![\w.@-])(?:[A-Za-z0-9\u00c0-\u024f](?:[\w-]{0,61}\w)?\.)+[A-Za-z]{2,24}(?!\w|\.\w)(?:[/?#:]\S*)?",
    re.IGNORECASE,
)
_IN_DISGUISE = re.compile(
    r"[(\[{<]\s*(?:at|a|dot|punkt|point|punto|ponto|punt|aet|\u00e4t|@|\.)\s*[)\]}>]|\b(?:hxxps?|h\*\*p)\b"
    r"|(?<![\w-])[\w-]+ dot [a-z]{2,}\b|\b\w+ (?:at|arobase|arroba|chiocciola|apenstaartje|aet|\u00e4t|klammeraffe) [\w-]+ (?:dot|punkt|point|punto|ponto|punt) \w+"
    r"|(?<![\w-])[\w-]+ \. ?(?:com|net|org|io|example)\b|\w\[\.\]\w",
    re.IGNORECASE,
)
# Every link contains one of these. Most texts have none, and the patterns are expensive.
_SIGNS = ("@", "/", "[", "{", "<")
_JOINED = re.compile(r"\.\w|:\S")
# The same for a link in disguise.
_SPOKEN = ("dot ", "punkt ", "point ", "punto ", "ponto ", "punt ", "hxxp", "h**p", " .", "(", "[", "{", "<")
_LABEL_ENDS = ".,;:!?)\"'\u201d\u201c\u00bb]"


def foreign_links(text: str, own: Iterable[str]) -> Iterator[str]:
    """Everything that leads anywhere but to the sender, as it is written.

    `own` are texts that may be named: the sender's link (whole or its bare host, compared as parsed), and words such as
    a company called booking.com.
    """
    text = text.replace("\u3002", ".").replace("\uff0e", ".")
    spoken = text.lower()
    in_disguise = any(sign in spoken for sign in _SPOKEN)
    # No link spans lines, and most lines have none.
    hinting = (line for line in text.splitlines() if _may_hold_link(line)) if _may_hold_link(text) else ()
    links = [link for line in hinting for found in _FOUND.findall(line) if _is_link(link := found.rstrip(_LABEL_ENDS))]
    if links:
        allowed = {compared(known) for known in own if known for compared in (_as_compared, _host)}
        yield from (link for link in links if _as_compared(link) not in allowed)
    if in_disguise:
        yield from (found[0].strip() for found in _IN_DISGUISE.finditer(text))


def _may_hold_link(text: str) -> bool:
    return any(sign in text for sign in _SIGNS) or _JOINED.search(text) is not None


def _is_link(found: str) -> bool:
    """Whether it is a link, not an abbreviation (z.B.), a missing blank (done.We) or a file name (report.csv)."""
    if ":" in found or "/" in found or "@" in found:
        return True
    labels = found.split(".")
    last = labels[-1]
    if last in _FILES or len(last) < 2 or all(len(label) == 1 for label in labels[:-1]):  # noqa: PLR2004
        return False
    return not (last[0].isupper() and not last.isupper() and not labels[0].isupper())


def _as_compared(link: str) -> str:
    """A link without what makes no difference: capitals in the host, a final slash, `https:` itself."""
    parts = _parsed(link)
    if parts is None or not parts.hostname or parts.username is not None or parts.port is not None:
        return link.casefold()
    scheme = parts.scheme if parts.scheme not in ("", "http", "https") else ""
    rest = parts._replace(scheme="", netloc="", path=parts.path.rstrip("/")).geturl()
    return f"{scheme}:{parts.hostname}{rest}"


def _host(link: str) -> str:
    """The host of a web link in compared form, or the link itself if it is not one."""
    parts = _parsed(link)
    return f":{parts.hostname}" if parts and parts.hostname and "://" in link else _as_compared(link)


def _parsed(link: str) -> SplitResult | None:
    bare = "://" not in link and "@" not in link and ":" not in link
    try:
        parts = urlsplit(f"//{link}" if bare else link)
        parts.port  # noqa: B018 -- raises where it is no number
    except ValueError:
        return None
    return parts
