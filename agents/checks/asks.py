"""What an email asks its reader to do: reply, or follow a link. It asks for one of them."""

import re

from agents.checks.fold import fold

_REPLY = re.compile(
    r"\b(?:repl(?:y|ies|ying)|write back|antworte[nt]?|antwort|repondez|repondre|reponse"
    r"|respond(?:a|an|e|er|am|ere|ete)"
    r"|respuesta|rispond(?:a|ete|ere|i)|risposta|resposta|antwoord(?:en)?)\b"
)
_URL = re.compile(r"https?://\S+|www\.\S+")


def asks_for_reply(text: str) -> bool:
    """Whether a call to action asks for an answer to the email, in any of the languages."""
    return _REPLY.search(fold(text)) is not None


def links_in(text: str) -> list[str]:
    """The links of a text, each once, in their order."""
    return list(dict.fromkeys(link.rstrip(".,;:)!?") for link in _URL.findall(text)))
