"""Encodings whose bytes are all ASCII: ISO-2022, HZ and UTF-7, and ASCII that only looks like them."""

from datetime import date

import pytest

from schemas.errors import BadInputError
from schemas.reading import Mapping
from tasks.files.reader.read_customers import read_customers

TODAY = date(2026, 6, 1)
HEADER = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason"
JAPANESE = ("株式会社東京", "価格が高すぎる", "大阪商店", "他社のサービスに乗り換えました")
KOREAN = ("서울 주식회사", "가격이 너무 비싸요", "부산 상사", "다른 서비스로 옮겼습니다")
CHINESE = ("北京科技有限公司", "价格太高了", "上海贸易公司", "我们换了别的产品")
OTHERS = (
    ("Café Crémerie", "trop cher", "Société Générale", "problème très sérieux"),
    ("Compañía Niño", "demasiado caro", "Peluquería Ramón", "no se usó más, así que adiós"),
    ("Żabka Łódź", "za drogo dla nas", "Spółka Kraków", "zrezygnowaliśmy, bo brakuje ważnych rzeczy"),
    ("Yıldız Şirketi", "bizim için çok pahalı", "Güneş Mağazası", "artık kullanmıyoruz"),
    ("ООО Ромашка", "Слишком дорого для нас", "Завод Восток", "Перешли к конкуренту"),
    ("Φούρνος Αθηνών", "Πολύ ακριβό για εμάς", "Καφέ Ήλιος", "Βρήκαμε κάτι φθηνότερο"),
    ("מאפיית השלום", "יקר מדי בשבילנו", "חברת הצפון", "עברנו למתחרה"),
    ("شركة الأمل", "السعر مرتفع جدا", "مخبز السلام", "انتقلنا إلى منافس"),
    *(JAPANESE, KOREAN, CHINESE),
)
CASES = [
    ("iso2022_jp", JAPANESE),
    ("iso2022_jp", ("カフェ東京、銀座店", "高い", "Tokyo店", "「使いにくい」と思った")),
    ("iso2022_jp_ext", ("ｶﾌｪ東京", "高い", "大阪", "ﾃｽﾄ")),
    ("iso2022_kr", KOREAN),
    ("hz", CHINESE),
    ("utf_7", ("Müller & Söhne", "zu teuer für uns", "Größe AG", "50+ Nutzer, daher gekündigt")),
    ("utf_7", ("Café", "C++ support missing", "Beta", "ok")),
    *(("utf_7", words) for words in OTHERS),
]  # fmt: skip


def table(words: tuple[str, ...]) -> str:
    rows = [
        f'c1,a@a.example,"{words[0]}",pro,49,2026-05-04,"{words[1]}"',
        f'c2,b@b.example,"{words[2]}",pro,59,2026-05-05,"{words[3]}"',
    ]
    return "\n".join([HEADER, *rows])


@pytest.mark.parametrize(("encoding", "words"), CASES)
def test_what_is_all_ascii_is_read_in_its_encoding(encoding: str, words: tuple[str, ...]) -> None:
    intake = read_customers(table(words).encode(encoding), "some.csv", TODAY)
    read = [text for customer in intake.customers for text in (customer.company_name, customer.cancellation_reason)]
    assert read == list(words)
    again = read_customers(table(words).encode(encoding), "some.csv", TODAY, intake.mapping)
    assert again.customers == intake.customers


@pytest.mark.parametrize(
    "words",
    [
        ("Acme", "call +49 30 1234567", "Beta", "+1-415-555-0123"),
        ("Acme", "+4930123456-12", "Beta", "+14155550123-"),
        ("A+B", "C++ is missing", "B+", "costs 10+ euros - too much"),
        ("Acme", "write to ann+news-letter@a.example", "Beta", "bob+x-y@b.example"),
        ("Acme", "+simple- to use", "Beta", "+1"),
        ("Acme~{", "~5 users ~ 10", "Beta", "~{}~"),
        ("Acme", "${~{name~}", "Beta", "~"),
        ("Acme", "a+b-c+d-e", "Beta", "Q+A - none"),
        ("+ABC-", "plan +ABCD-EF", "x+y=z", "1+1=2"),
    ],
)
def test_plain_ascii_stays_as_it_is(words: tuple[str, ...]) -> None:
    intake = read_customers(table(words).encode(), "some.csv", TODAY)
    assert intake.encoding == "utf-8"
    assert [customer.cancellation_reason for customer in intake.customers] == [words[1], words[3]]


def test_a_tilde_that_shifts_nothing_is_no_hindrance() -> None:
    content = table(("~5 users", "~", "Beta", "ok")).replace("Beta", "北京公司").encode("hz").replace(b"~~", b"~")
    intake = read_customers(content, "some.csv", TODAY)
    assert [customer.company_name for customer in intake.customers] == ["~5 users", "北京公司"]


@pytest.mark.parametrize("damaged", [b"\x1b$B!", b"\x1b$)A\x0e12\x0f"])
def test_what_cannot_be_read_is_refused_in_a_line_that_says_what_to_do(damaged: bytes) -> None:
    content = table(("Acme", "slow", "Beta", "slow")).encode() + damaged
    with pytest.raises(BadInputError, match=r"^some\.csv is in an encoding of the ISO-2022 family .* --encoding"):
        read_customers(content, "some.csv", TODAY)


def test_utf_7_with_other_pluses_is_asked_about() -> None:
    content = table(("Caf+AOk-", "m+APw-de", "Beta", "ann+news@x")).encode()
    with pytest.raises(BadInputError, match=r"looks like UTF-7.* --encoding utf-7 or --encoding utf-8"):
        read_customers(content, "some.csv", TODAY)
    read = read_customers(content, "some.csv", TODAY, Mapping(encoding="utf-8"))
    assert read.customers[0].company_name == "Caf+AOk-"


def test_a_given_encoding_of_seven_bits_counts() -> None:
    content = table(("A+Bw-", "slow", "Beta", "slow")).encode().replace(b"A+Bw-", b"Caf+AOk-")
    assert read_customers(content, "some.csv", TODAY, Mapping(encoding="utf-7")).customers[0].company_name == "Café"
