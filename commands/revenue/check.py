"""`revive revenue check`: one line per connection, and an error if one does not work."""

from commands.output import print_json, say
from schemas.errors import ReviveError
from tasks.bulk.place import open_place
from tasks.revenue.checks import check_all


async def show_checks(warehouse: str, environment: str, *, as_json: bool) -> None:
    """Show each; raises `ReviveError` at the end if one does not work."""
    found = await check_all(await open_place(environment), warehouse)
    if as_json:
        print_json([{"name": one.name, "state": one.state, "said": one.said} for one in found])
    for one in found if not as_json else ():
        say(f"{one.state:<8} {one.name}: {one.said}")
    broken = [one.name for one in found if one.state == "broken"]
    if broken:
        raise ReviveError(f"{', '.join(broken)} did not work; each line above says why")
