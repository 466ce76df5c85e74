"""Who writes, and what may be said and offered: the profile of runs that are given none."""

from typing import Any

import yaml
from pydantic import ValidationError

from blocks.layout import SENDER
from schemas.errors import BadInputError
from schemas.sender import Sender
from schemas.winback.sender_form import ClaimLine, OfferLine, SenderPage, claims_from, claims_of, offers_from, offers_of
from tasks.outreach.run_request import default_sender
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.signing_in import own_path
from web.pages.winback.section import WINBACK

_TEXTS = ("company", "product", "signatory", "link", "unsubscribe_link", "postal_address", "default_language")
_BLANK = 2  # lines for a further offer or claim
_MOST = 200  # lines of one kind


@WINBACK.page("/winback/profile/sender")
async def sender(asked: Asked) -> Page:
    """The profile as it is."""
    found = await default_sender(asked.store) or Sender()
    return _page(found, own_path(asked.request.query_params.get("then", "/winback")))


def _page(found: Sender, then: str) -> Page:
    offers = [*offers_of(found), *(OfferLine() for _ in range(_BLANK))]
    claims = [*claims_of(found), *(ClaimLine() for _ in range(_BLANK))]
    data = SenderPage(sender=found, offers=offers, claims=claims, then=then)
    return Page("Who writes", "winback/sender.html.jinja", data)


@WINBACK.change("/winback/profile/sender", "change the sender profile")
async def post_sender(asked: Asked) -> Done:
    """Replace the profile, checked as a sender.yaml is. Uploads that were started keep theirs."""
    form = asked.form
    said: dict[str, Any] = {name: str(form.get(name, "")).strip() for name in _TEXTS if form.get(name)}
    said["languages"] = [str(one) for one in form.getlist("languages")] or ["en"]
    said["send_days"] = [str(one) for one in form.getlist("send_days")]
    if form.get("min_confidence"):
        said["min_confidence"] = str(form["min_confidence"])
    try:
        said["offers"] = offers_from(
            OfferLine.model_validate(
                {
                    "tier": _text(asked, f"offer-tier-{n}", "all"),
                    "text": text,
                    "causes": _many(asked, f"offer-causes-{n}"),
                }
            )
            for n, text in _lines(asked, "offer")
        )
        said["claims"] = claims_from(
            ClaimLine.model_validate(
                {
                    "text": text,
                    "causes": _many(asked, f"claim-causes-{n}"),
                    "topics": _text(asked, f"claim-topics-{n}"),
                    "since": _text(asked, f"claim-since-{n}") or None,
                }
            )
            for n, text in _lines(asked, "claim")
        )
        new = Sender.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadInputError(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from None
    document = new.model_dump(mode="json", exclude_defaults=True)
    await asked.store.put(SENDER, yaml.safe_dump(document, allow_unicode=True, sort_keys=False).encode())
    return Done("Saved. Runs that begin from now on write like this.", own_path(str(form.get("then") or "/winback")))


def _lines(asked: Asked, kind: str) -> list[tuple[int, str]]:
    return [(n, text) for n in range(_MOST) if (text := _text(asked, f"{kind}-text-{n}"))]


def _text(asked: Asked, name: str, default: str = "") -> str:
    return str(asked.form.get(name, default)).replace("\r\n", "\n")


def _many(asked: Asked, name: str) -> tuple[str, ...]:
    return tuple(str(one) for one in asked.form.getlist(name))
