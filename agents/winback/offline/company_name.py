"""The name of a company as a letter says it."""

import re

from agents.winback.manners import ACCOUNT_NUMBER
from agents.winback.offline.plain_words import clean

NAME_LENGTH = 40
# A name in an email must not look like a placeholder, markup or a link.
_MARKUP = re.compile(r"[{}\[\]<>`|\\^]|%(\(\w*\))?[sdrf]\b")
_LINK = re.compile(r"://|www\.", re.IGNORECASE)
# Nobody writes it in a greeting: "Dear Nordkiesel team", not "Dear Nordkiesel GmbH team".
_LEGAL_FORM = re.compile(
    r"(?<![ ,])[ ,]{1,2}(?:GmbH(?: & Co\.? ?KG)?|AG|KG|UG|OHG|SE|e\.K\.|S\.?A\.?R\.?L\.?|SAS|S\.L\.U?\.?|SLU?|S\.A\.|SA"
    r"|S\.r\.l\.|B\.V\.|BV|Ltd\.?|Limited|Inc\.?|LLC)$"
)


def display_name(company_name: str | None) -> str:
    """The name in a form fit for a greeting, or nothing if it is not a name."""
    raw = clean(company_name or "", NAME_LENGTH * 4)
    name = _LEGAL_FORM.sub("", clean(_MARKUP.sub(" ", raw), NAME_LENGTH))
    is_name = any(map(str.isalnum, name)) and not _LINK.search(raw) and not ACCOUNT_NUMBER.fullmatch(name)
    return name if is_name else ""
