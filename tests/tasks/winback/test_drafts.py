"""Files that were dropped and not started yet are no place where an erasure forgets to look."""

from tasks.bulk.place import open_place
from tasks.privacy.erase import erase_person
from tasks.winback.drafts import WAITING, Drafts


def dropped(drafts: Drafts, name: str, content: bytes) -> str:
    """The token of a file of this content."""
    token, folder = drafts.folder()
    (folder / name).write_bytes(content)
    drafts.add(token, name, "maren")
    return token


async def test_an_erasure_removes_the_files_that_may_hold_the_person() -> None:
    place = await open_place("local")
    drafts = Drafts(place.settings.home)
    assert await WAITING.forget_person(place, "ann@acme.example") == []
    named = [
        dropped(drafts, "a.csv", b"customer_id,email\nc1,Ann@Acme.example\n"),
        dropped(drafts, "b.csv", "customer_id,email\nc1,ann@acme.example\n".encode("utf-16")),
        dropped(drafts, "c.xlsx", b"PK\x03\x04packed"),
    ]
    others = dropped(drafts, "d.csv", b"customer_id,email\nc1,bob@acme.example\n")
    erased = await erase_person("ann@acme.example", "local")
    assert any(one.startswith("3 dropped but not started") for one in erased.objects)
    assert [drafts.read(token) for token in named] == [None] * 3
    assert drafts.read(others) is not None
    assert await WAITING.forget_person(place, "ann@acme.example") == []
