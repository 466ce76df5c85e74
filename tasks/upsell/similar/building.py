"""The snapshots of past cases: one of messages that were accepted, one of the others."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import AwareDatetime, BaseModel

from agents.retrieval.building import build_snapshot
from agents.retrieval.passage import Passage
from agents.retrieval.static_words import StaticWords
from blocks.layout import CASES
from schemas.upsell.past_case import PastCase
from tasks.bulk.place import Place
from tasks.bundles import Bundles
from tasks.upsell.similar.profile import profile, shared_texts

ABOUT = "about.json"
KEPT = 3
SIDES = ("accepted", "others")


class CasesAbout(BaseModel):
    """What a bundle of cases holds."""

    id: str
    built_at: AwareDatetime
    snapshots: dict[str, str]  # of each side, its snapshot
    cases: dict[str, int]  # of each side, how many
    said: list[tuple[str, str]]  # field and text of what the profiles name


def case_bundles(place: Place) -> Bundles:
    """Where they are."""
    return Bundles(place.store, CASES, place.settings.home)


async def build_cases(place: Place, cases: Sequence[PastCase], now: datetime, *, kept: int = KEPT) -> CasesAbout:
    """A new bundle, which counts from then on; `kept` of the newest stay, 1 after somebody was erased.

    Cases have no id of anybody: they are numbered in the order in which their outcomes became known.
    """
    bundles = case_bundles(place)
    said = shared_texts(one.features for one in cases)
    async with bundles.changing():
        with bundles.room() as room:
            about = await _write(room, sorted(cases, key=lambda one: one.known_at), said, now)
            await bundles.publish(room, about.id)
        await bundles.keep(kept, about.id)
        await bundles.forget_gone()
    return about


async def _write(room: Path, cases: Sequence[PastCase], said: frozenset[tuple[str, str]], now: datetime) -> CasesAbout:
    snapshots, counted = dict[str, str](), dict[str, int]()
    for side in SIDES:
        some = [one for one in cases if (one.outcome == "accepted") == (side == "accepted")]
        built = await build_snapshot(room / side, list(_passages(some, said)), StaticWords(), now)
        snapshots[side], counted[side] = built.name, len(some)
    about = CasesAbout(
        id=f"{now:%Y%m%dt%H%M%S}{now.microsecond // 1_000:03d}z",
        built_at=now,
        snapshots=snapshots,
        cases=counted,
        said=sorted(said),
    )
    (room / ABOUT).write_text(about.model_dump_json(), encoding="utf-8")
    return about


def _passages(cases: Iterable[PastCase], said: frozenset[tuple[str, str]]) -> Iterable[Passage]:
    for number, case in enumerate(cases):
        yield Passage(
            id=str(number),
            text=profile(case.features, said),
            about={"item": case.item, "outcome": case.outcome},
            at=case.known_at,
        )
