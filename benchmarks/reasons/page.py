"""The tables of docs/offline.md, which the measurements write."""

from pathlib import Path

_PAGE = Path(__file__).parents[2] / "docs" / "offline.md"


def put(name: str, table: str) -> None:
    """Print a table, and write it between the page's marks `<!-- name -->` and `<!-- end -->`."""
    print(table)
    before, begin, rest = _PAGE.read_text(encoding="utf-8").partition(f"<!-- {name} -->")
    if not begin:
        raise ValueError(f"{_PAGE.name} has no mark <!-- {name} --> for the table; put one where it belongs")
    _, end, after = rest.partition("<!-- end -->")
    _PAGE.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")
