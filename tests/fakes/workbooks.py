"""Workbooks as Excel and other tools write them, part by part: what a strange one looks like is up to the test."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Cell = str | int | float | bool | None


def inline(text: str, at: str = "") -> str:
    """A cell with its text in itself, as writers of streams do it."""
    place = f' r="{at}"' if at else ""
    return f'<c{place} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def number(value: float | str, style: int = 0, at: str = "", kind: str = "n") -> str:
    """A cell with a number, or an error or boolean (`kind`), shown in a style."""
    place = f' r="{at}"' if at else ""
    return f'<c{place} s="{style}" t="{kind}"><v>{value}</v></c>'


def cell(value: Cell) -> str:
    """A plain cell of this value."""
    if value is None:
        return "<c/>"
    if isinstance(value, bool):
        return number(int(value), kind="b")
    return inline(value) if isinstance(value, str) else number(value)


def rows(*given: Sequence[Cell]) -> str:
    """Rows of plain cells; a text that begins with `<c` is a cell as it is."""
    return "".join(f"<row>{''.join(_as_is(one) for one in row)}</row>" for row in given)


def _as_is(one: Cell) -> str:
    return one if isinstance(one, str) and one.startswith("<c") else cell(one)


def workbook(
    sheets: Mapping[str, str],
    *,
    hidden: Sequence[str] = (),
    formats: Sequence[str] = (),
    shared: Sequence[str] | None = None,
    date1904: bool = False,
    absolute: bool = False,
    more: Mapping[str, str] | None = None,
    after: Mapping[str, str] | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """An .xlsx: `sheets` are their rows by name, `formats` the codes of styles 1, 2, 3 …, `after` follows the rows.

    Without `formats` it has no styles at all, and without `shared` no table of strings.
    """
    before = "/xl/" if absolute else ""
    names = list(sheets)
    links = [_link(f"r{at}", "worksheet", f"{before}worksheets/sheet{at}.xml") for at, _ in enumerate(names, 1)]
    parts: dict[str, str] = {}
    if formats:
        links.append(_link("rs", "styles", f"{before}styles.xml"))
        parts["xl/styles.xml"] = _styles(formats)
    if shared is not None:
        links.append(_link("rt", "sharedStrings", f"{before}sharedStrings.xml"))
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
        parts["xl/sharedStrings.xml"] = f"<sst {_MAIN}>{items}</sst>"
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="r{at}"{_state(name, hidden)}/>'
        for at, name in enumerate(names, 1)
    )
    properties = '<workbookPr date1904="1"/>' if date1904 else ""
    parts["xl/workbook.xml"] = f'<workbook {_MAIN} xmlns:r="{_REL}">{properties}<sheets>{listed}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = _links(links)
    parts["_rels/.rels"] = _links([_link("r1", "officeDocument", f"{'/' if absolute else ''}xl/workbook.xml")])
    parts["[Content_Types].xml"] = _content_types(parts)
    for at, (name, body) in enumerate(sheets.items(), 1):
        tail = (after or {}).get(name, "")
        parts[f"xl/worksheets/sheet{at}.xml"] = f"<worksheet {_MAIN}><sheetData>{body}</sheetData>{tail}</worksheet>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as packed:
        for path, xml in (parts | dict(more or {})).items():
            packed.writestr(path, xml)
    return content.getvalue()


def _state(name: str, hidden: Sequence[str]) -> str:
    return ' state="hidden"' if name in hidden else ""


def _link(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{_REL}/{kind}" Target="{target}"/>'


def _links(links: Sequence[str]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


def _content_types(parts: Mapping[str, str]) -> str:
    main = f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    known = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{known}{main if parts else ""}</Types>'


def _styles(formats: Sequence[str]) -> str:
    codes = "".join(f'<numFmt numFmtId="{164 + at}" formatCode={quoteattr(code)}/>' for at, code in enumerate(formats))
    used = "".join(f'<xf numFmtId="{164 + at}"/>' for at, _ in enumerate(formats))
    # The formats of named styles come first in the file, and are not what cells mean.
    named = '<cellStyleXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellStyleXfs>'
    return (
        f'<styleSheet {_MAIN}><numFmts>{codes}</numFmts>{named}<cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    )
