"""A message as Slack shows it: the title in bold, nothing of a customer's text in force."""

from schemas.outbox import Content

_MOST = 3_900  # characters; Slack asks for no more than 4,000


def slack_text(content: Content) -> str:
    """Slack reads < and > as links and mentions: `<!channel>` in a customer's text must wake nobody."""
    text = f"*{_plain(content.title)}*\n{_plain(content.text)}"
    return text if len(text) <= _MOST else f"{text[:_MOST].rpartition(chr(10))[0] or text[:_MOST]}\n…"


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
