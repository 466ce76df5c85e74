"""Templates of the pages: escaped, with an unknown name as an error, and the few functions that they share."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from pydantic import BaseModel

from schemas.printable import counted
from tasks.bulk.page import on_page
from web.pages.section import Section
from web.pages.static import static_path
from web.pages.times import ago, day, took

_OWN = Path(__file__).with_name("templates")


def templates_of(sections: Iterable[Section]) -> Environment:
    """The shared templates by name, and each section's as `<slug>/…`."""
    own = {section.slug: FileSystemLoader(section.templates) for section in sections if section.slug}
    jinja = Environment(
        loader=ChoiceLoader([PrefixLoader(own), FileSystemLoader(_OWN)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters |= {"shown": on_page, "counted": counted, "ago": ago, "day": day, "took": took, "words": _words}
    jinja.filters |= {"dollars": dollars, "plain": _plain}
    jinja.globals |= {"static": static_path, "etag": etag, "query": query, "now": datetime.now}
    return jinja


def etag(data: BaseModel) -> str:
    """What an unchanged piece of a page is known by: a hash of its data."""
    return f'"{hashlib.sha256(data.model_dump_json().encode()).hexdigest()[:24]}"'


def query(path: str, given: BaseModel, **changed: object) -> str:
    """The path with the words of its query, some of them changed; what is None or the default is left out."""
    words = given.model_dump(mode="json", exclude_defaults=True) | changed
    kept = {name: value for name, value in words.items() if value not in (None, "", [])}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def dollars(amount: float | None) -> str:
    """An amount as people read it: cents, and more digits where it is less than a cent."""
    if amount is None:
        return "unknown"
    return f"${amount:,.2f}" if amount >= 0.01 or amount == 0 else f"${amount:.4f}"  # noqa: PLR2004 -- a cent


def _words(name: str) -> str:
    return name.replace("_", " ")


def _plain(number: float) -> str:
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.2f}"
