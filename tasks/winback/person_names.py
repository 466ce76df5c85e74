"""A person's first and last name, if columns of the file have them: what a mailer greets with."""

import re
from collections.abc import Mapping

from tasks.files.harmless import without_controls

# Headers as CRMs, shops and mailers export them, without case, spaces and signs.
_FIRST = frozenset(
    ("firstname", "fname", "givenname", "forename", "contactfirstname", "customerfirstname", "billingfirstname",
     "primarycontactfirstname", "vorname", "kontaktvorname", "prenom", "prénom", "nombredepila", "primernombre",
     "voornaam")
)  # fmt: skip
_LAST = frozenset(
    ("lastname", "lname", "surname", "familyname", "contactlastname", "customerlastname", "billinglastname",
     "primarycontactlastname", "nachname", "familienname", "nomdefamille", "apellido", "apellidos", "cognome",
     "sobrenome", "achternaam")
)  # fmt: skip
_SIGNS = re.compile(r"[\W_]+")
_NAME = re.compile(r"[^\W\d_][^\d_<>{}\[\]|@=/\\]{0,39}")
_NOBODY = frozenset(("n/a", "na", "none", "null", "unknown", "test", "admin", "info"))


def first_name_in(context: Mapping[str, str]) -> str:
    """The first name, or empty if no column has one, or what stands there is not a name."""
    return _name_in(context, _FIRST)


def last_name_in(context: Mapping[str, str]) -> str:
    """The same for the last name."""
    return _name_in(context, _LAST)


def _name_in(context: Mapping[str, str], headers: frozenset[str]) -> str:
    for column, value in context.items():
        if _SIGNS.sub("", column).casefold() in headers:
            name = without_controls(value).strip()
            if _NAME.fullmatch(name) and name.casefold() not in _NOBODY:
                return name
    return ""
