"""What every page for people is made of: escaped templates, one style sheet, untrusted text made visible."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from schemas.printable import visible

_LONGEST = 600


def templates(folder: Path) -> Environment:
    """Templates of HTML pages: values are escaped, and an unknown name is an error."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def stylesheet() -> str:
    """The style sheet of all pages."""
    return Path(__file__).with_name("report.css").read_text(encoding="utf-8")


def on_page(text: object, limit: int = _LONGEST) -> str:
    """Untrusted text as a page shows it: without invisible characters, and cut to a length."""
    plain = visible(str(text)[: limit * 4])
    return plain if len(plain) <= limit else plain[: limit - 1] + "\u2026"


def facts(values: Mapping[str, object]) -> Markup:
    """Names and values as rows of a list, for systems without a page of their own."""
    row = Markup("<dt><bdi>{}</bdi></dt><dd><bdi>{}</bdi></dd>\n")
    return Markup().join(row.format(on_page(name, 60), on_page(value)) for name, value in values.items())
