"""A suppression list is read like a customer file, refused where that is refused, and says what it could not read."""

import gzip
import io
import zipfile

import pytest

from schemas.errors import BadInputError
from tasks.outreach.address_list import parse_address_list
from tasks.outreach.list_process import odd_entries, read_list

ANN, BOB = "ann@acme.example", "bob@beta.example"


@pytest.mark.parametrize(
    "text",
    [
        f"{ANN}\n{BOB}\n",
        f"{ANN}\r{BOB}",
        f"\n\n# who said no\n{ANN} # in May\r\n\r\n2. {BOB}\r\n",
        f"{ANN};{BOB}",
        f"{ANN}, {BOB}",
        f'"{ANN}"\n"{BOB}\n',
        f"mailto:{ANN}\n<MAILTO:{BOB}>\n",
        f'"Lee, Ann" <{ANN}>\nLee, Bob <{BOB}>\n',
        f"\u200bann@ac\u200bme.example\n\u00a0{BOB.upper()}\u00a0\n",
        f"Email Address,First Name,MEMBER_RATING,OPTOUT_TIME\n{ANN},Ann,2,2026-01-01\n{BOB},Bob,2,2026-01-02\n",
        f"Email;Unsubscribed from all email;Contact owner\n{ANN};true;\n{BOB};true;\n",
        f"email,created\n{ANN},1767225600\n{BOB},1767225601\n",
        f"id\tfirstname\temail\tdnc\n1\tAnn\t{ANN}\tYes\n2\tBob\t{BOB}\tYes\n",
        f"Suppressed people\nEmail,Reason,Timestamp\n{ANN},UNSUBSCRIBE,2026\n{BOB},INVALID_EMAIL,2026\n",
        f"sep=;\nE-Mail;Status\n{ANN};cleaned\n{BOB};unsubscribed\n",
        f"Name,Email,Additional email addresses\nAnn,{ANN},{BOB};\n",
        f'"ts";"mail";"custID"\n"2012-07-07 05:33:13";"{ANN}";"X"\n"2012";"{BOB}";"Y"\n',
        f"* [{ANN}](mailto:{ANN})\n* [{BOB}](mailto:{BOB})\n",
        f"| email | why |\n|---|---|\n| {ANN} | asked |\n| {BOB} | asked |\n",
        f"BEGIN:VCARD\nEMAIL;TYPE=work:{ANN}\nEND:VCARD\nBEGIN:VCARD\nEMAIL;TYPE=INTERNET,HOME:{BOB}\nEND:VCARD\n",
        f"dn: uid=ann\nmail: {ANN}\n\ndn: uid=bob\nmail: {BOB}\n",
        f'"\'{ANN}\'" <{ANN}>; "Bob (Beta)" <{BOB}>\n',
        f"Ann Lee<{ANN}>, Bob<{BOB}>",
        f"{ANN} <mailto:{ANN}>\n{BOB} <mailto:{BOB}>\n",
        f"{ANN}/{BOB}\n",
        f"{ANN}&{BOB}\n",
        "mailto:ann%40acme.example?subject=x\nmailto:bob%40beta.example\n",
        "ann&#64;acme.example\nbob&commat;beta.example\n",
        f"550 5.1.1 <{ANN}>: Recipient address rejected\n550 5.1.1 <{BOB}>: user unknown in virtual table\n",
        f'2026 {{"email":"{ANN}","event":"unsubscribe"}}\n2026 {{"email":"{BOB}"}}\n',
        f"Email: {ANN}\nEmail:{BOB}\n",
        f"E-Mail-Adresse: {ANN}\nE-Mail-Adresse:{BOB}\n",
        f'="{ANN}"\n=HYPERLINK("mailto:{BOB}";"Bob")\n',
        f"{ANN} -> removed\n{BOB}\u2192removed\n",
        f"{ANN}#asked\n{BOB} // asked\n",
        f"Please never write to {ANN} again, nor to {BOB}.\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_same_two_people_in_whatever_form(text: str, encoding: str) -> None:
    assert parse_address_list(text.encode(encoding), "stop").addresses == {ANN, BOB}


@pytest.mark.parametrize(
    "text",
    [
        f"2026-01-01T10:00:00Z unsubscribe email={ANN} list=1\n2026-01-01 unsubscribe email={BOB} list=1\n",
        f"ann = {ANN}\nbob={BOB}\n",
        f"address,reason\n'{ANN},bounce\n'{BOB},bounce\n",
    ],
)
def test_a_prefix_that_may_belong_to_the_name_is_read_both_ways(text: str) -> None:
    assert {ANN, BOB} < parse_address_list(text.encode(), "stop").addresses | {"anybody@else.example"}


def test_several_addresses_in_one_cell_are_all_held() -> None:
    found = parse_address_list(f'email\n"Ann <{ANN}>; Bob <{BOB}>"\n'.encode(), "stop")
    assert found.addresses == {ANN, BOB}


def test_domains_are_held_whole() -> None:
    found = parse_address_list(b"@Acme.example\n*@beta.example\n", "stop")
    assert found.addresses == {"@acme.example", "@beta.example"}


def workbook() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/sharedStrings.xml", f"<t>{ANN}</t>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n", "is empty"),
        (workbook(), "damaged workbook"),
        (gzip.compress(ANN.encode(), mtime=0)[:-9], "ends before its packing does"),
        (b"%PDF-1.7 " + ANN.encode(), "PDF"),
        (b"<html><body>" + ANN.encode(), "HTML"),
        (b'[{"email": "ann"}]', "JSON"),
        (bytes(range(256)) * 40, "is not a text file"),
        (b"bplist00" + ANN.encode(), "database or columnar"),
        (b"nobody here\n", "holds no address"),
        (b"acme.example\nbeta.example\n", "holds no address"),
        (b"Email,Status\nann at acme,unsubscribed\n", "holds no address"),
        (b"Name,Status\n", "holds no address"),
    ],
)
def test_what_holds_nobody_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(BadInputError, match=said) as error:
        parse_address_list(content, "stop")
    assert len(str(error.value).splitlines()) == 1


def test_an_export_of_a_mailer_without_rows_is_an_empty_list() -> None:
    assert parse_address_list(b"Email Address,Status,Unsubscribed At\r\n", "stop").addresses == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "ann (at) acme.example\nbob [at] beta [dot] example\n",
        "ann AT acme DOT example\nBob@Beta.example\n",
        "ann @ acme.example\nbob@ beta.example\n",
        "ann{arroba}acme{punto}example\nbob(office)@beta.example\n",
        f"{ANN}\v{BOB}\x85\u2028",
        '[{"email": "ann\\u0040acme.example"}, {"email": "bob@beta.example"}]',
        f'{{"email": "{ANN}", "why": "bounce"}}\n{{"email": "{BOB}"}}\n',
        f'{{"suppressed": {{"{ANN}": 1, "others": ["{BOB}"]}}}}',
        f"BEGIN:VCARD\nEMAIL;TYPE=INTERNET:ann@acme.exa\n mple\nEND:VCARD\nBEGIN:VCARD\nX-OTHER:{BOB}\nEND:VCARD\n",
        f"BEGIN:VCARD\nEMAIL;ENCODING=QUOTED-PRINTABLE:ann=40acme.example\nEND:VCARD\nBEGIN:VCARD\nitem1.EMAIL:{BOB}\n",
        f"dn: uid=ann\nmail: {ANN}\n\ndn: uid=bob\nmail:: Ym9iQGJldGEuZXhhbXBsZQ==\n",
    ],
)
def test_what_is_no_table_or_is_spelled_for_people(text: str) -> None:
    assert parse_address_list(text.encode(), "stop").addresses == {ANN, BOB}


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
def test_wide_letters_with_and_without_a_mark(encoding: str) -> None:
    assert parse_address_list(f"email\n{ANN}\n{BOB}\n".encode(encoding), "stop").addresses == {ANN, BOB}


async def test_odd_entries_are_named_with_their_lines() -> None:
    lines = ["Email", ANN, "beta.example", "", "ask me @gmail.com", '"@"', "x@y@z.example", "\x1b[31mno"]
    found = await read_list("\n".join(lines).encode(), "stop")
    assert found.addresses == {ANN}
    assert (found.odd, [entry.line for entry in found.first_odd]) == (5, [3, 5, 6, 7, 8])
    said = odd_entries(found)
    assert "line 3 'beta.example'" in said
    assert said.isprintable()


async def test_only_the_first_odd_entries_are_named() -> None:
    found = await read_list(f"{ANN}\n".encode() + b"nobody\n" * 100, "stop")
    assert (found.odd, len(found.first_odd)) == (100, 5)
    assert odd_entries(found).endswith("…")
