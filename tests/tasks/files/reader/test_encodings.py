"""Encodings: each is told by its letters, or asked about; none is guessed."""

from datetime import date

import pytest

from schemas.errors import BadInputError
from schemas.reading import Mapping
from tasks.files.reader.encoding import decode_any
from tasks.files.reader.read_customers import Intake, read_customers

TODAY = date(2026, 6, 1)
HEADER = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason"
# Company and reason of two customers, and the encodings that people store such text in.
WORDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "fr": (
        ("cp1252", "mac_roman", "cp850"),
        ("Café Crémerie", "trop cher", "Société Générale", "problème très sérieux"),
    ),
    "de": (
        ("cp1252", "mac_roman", "cp850"),
        ("Müller Söhne", "zu teuer für uns", "Größe AG", "kündigen, weil es hängt"),
    ),
    "es": (
        ("cp1252", "mac_roman"),
        ("Compañía Niño", "demasiado caro", "Peluquería Ramón", "no se usó más, así que adiós"),
    ),
    "pt": (("cp1252", "mac_roman"), ("Padaria São João", "muito caro", "Construção Araújo", "não há integrações")),
    "it": (("cp1252", "mac_roman"), ("Caffè Perù", "costa troppo", "Società Agricola", "non è più utile, così così")),
    "sv": (("cp1252", "mac_roman"), ("Ångström Möbler", "för dyrt för oss", "Åkeri Söder", "vi använder något annat")),
    "da": (("cp1252",), ("Sørensen Køkken", "for dyrt", "Bæk & Søn", "vi får ikke nok ud af det, så nej")),
    "fi": (("cp1252",), ("Järvinen Sähkö", "liian kallis meille", "Mäkelä Oy", "emme käytä tätä enää")),
    "is": (("cp1252",), ("Þórður Sjávarafurðir", "of dýrt fyrir okkur", "Íslensk þjónusta", "við hættum að nota það")),
    "pl": (
        ("cp1250", "iso8859_2"),
        ("Żabka Łódź", "za drogo dla nas", "Spółka Kraków", "zrezygnowaliśmy, bo brakuje ważnych rzeczy"),
    ),
    "cs": (
        ("cp1250", "iso8859_2"),
        ("Žižkovská pekárna", "příliš drahé", "Dvořák stavby", "přešli jsme ke konkurenci, chyběly nám části"),
    ),
    "hu": (("cp1250",), ("Győri Fűszer", "túl drága nekünk", "Kőműves Bt", "megszűnt a cégünk, köszönjük")),
    "ro": (
        ("cp1250",),
        ("Brutăria Ţării", "prea scump pentru noi", "Grădina Veche", "am găsit o soluţie mai bună şi mai ieftină"),
    ),
    "tr": (
        ("cp1254",),
        ("Yıldız Şirketi", "bizim için çok pahalı", "Güneş Mağazası", "artık kullanmıyoruz, başka bir çözüm bulduk"),
    ),
    "lt": (
        ("cp1257",),
        ("Žalgirio įmonė", "per brangu mums", "Šiaulių duona", "radome pigesnį ir paprastesnį sprendimą"),
    ),
    "ru": (
        ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"),
        ("ООО Ромашка", "Слишком дорого для нас", "Завод Восток", "Перешли к конкуренту"),
    ),
    "uk": (
        ("cp1251", "koi8_u"),
        ("Київська пекарня", "Занадто дорого для нас", "Їжа і кава", "Перейшли до конкурента, є дешевше"),
    ),
    "bg": (("cp1251",), ("Българска роза", "Твърде скъпо за нас", "Пекарна Слънце", "Намерихме по-добро решение")),
    "el": (("cp1253",), ("Φούρνος Αθηνών", "Πολύ ακριβό για εμάς", "Καφέ Ήλιος", "Βρήκαμε κάτι φθηνότερο")),
    "he": (("cp1255",), ("מאפיית השלום", "יקר מדי בשבילנו", "חברת הצפון", "עברנו למתחרה")),
    "ar": (("cp1256",), ("شركة الأمل", "السعر مرتفع جدا", "مخبز السلام", "انتقلنا إلى منافس")),
    "th": (("cp874",), ("ร้านกาแฟไทย", "แพงเกินไปสำหรับเรา", "บริษัทสยาม", "เปลี่ยนไปใช้ของคู่แข่ง")),
    "ja": (("cp932", "euc_jp"), ("株式会社東京", "価格が高すぎる", "大阪商店", "他社のサービスに乗り換えました")),
    "zh": (("gbk", "gb18030"), ("北京科技有限公司", "价格太高了", "上海贸易公司", "我们换了别的产品")),
    "zh-tw": (("big5",), ("台北科技有限公司", "價格太高了", "高雄貿易公司", "我們換了別的產品")),
    "ko": (("cp949",), ("서울 주식회사", "가격이 너무 비싸요", "부산 상사", "다른 서비스로 옮겼습니다")),
}
EACH = [(language, encoding) for language, (encodings, _) in WORDS.items() for encoding in encodings]


def table(words: tuple[str, ...]) -> str:
    rows = [
        f'c1,a@a.example,"{words[0]}",pro,49,2026-05-04,"{words[1]}"',
        f'c2,b@b.example,"{words[2]}",pro,59,2026-05-05,"{words[3]}"',
    ]
    return "\n".join((HEADER, *rows, ""))


def said(intake: Intake) -> tuple[str, ...]:
    return tuple(
        text for customer in intake.customers for text in (customer.company_name, customer.cancellation_reason)
    )


def read(content: bytes, encoding: str | None = None) -> Intake:
    return read_customers(content, "any.csv", TODAY, Mapping(encoding=encoding))


@pytest.mark.parametrize(("language", "encoding"), EACH)
def test_a_file_is_read_right_or_asked_about(language: str, encoding: str) -> None:
    words = WORDS[language][1]
    content = table(words).encode(encoding)
    try:
        intake = read(content)
    except BadInputError as asked:
        assert "say --encoding" in str(asked)  # noqa: PT017 -- either outcome is right
    else:
        assert said(intake) == words
    assert said(read(content, encoding)) == words


# What must not be asked about, short as it is.
@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *((language, "cp1252") for language in ("fr", "de", "es", "pt", "it", "sv", "da", "fi")),
        *(("ru", encoding) for encoding in ("cp1251", "koi8_r", "cp866")),
        ("fr", "mac_roman"), ("de", "mac_roman"), ("pl", "cp1250"), ("cs", "cp1250"), ("tr", "cp1254"), ("el", "cp1253"),
        ("he", "cp1255"), ("ar", "cp1256"), ("ja", "cp932"), ("zh", "gbk"), ("ko", "cp949"), ("zh-tw", "big5"),
    ],
)  # fmt: skip
def test_an_encoding_that_is_evident_is_used_and_said(language: str, encoding: str) -> None:
    intake = read(table(WORDS[language][1]).encode(encoding))
    assert said(intake) == WORDS[language][1]
    assert intake.encoding not in ("utf-8", "")
    assert intake.mapping.encoding == intake.encoding


@pytest.mark.parametrize("word", ["Café", "Größe", "Müller", "Señor", "naïve", "Zoë", "10 €", "L’Oréal", "Smørrebrød"])
def test_one_western_word_is_enough(word: str) -> None:
    words = (word, "too expensive", "Beta", "we left")
    assert said(read(table(words).encode("cp1252"))) == words


def test_what_nothing_tells_is_asked_about() -> None:
    # One letter that is common in Czech in one encoding, and in Italian in the other.
    content = table(("Acme", "x", "Beta", "bbò")).encode("cp1252").replace(b"bb\xf2", b"\xf2\xf8 \xec\xf9")
    with pytest.raises(BadInputError, match="say --encoding"):
        read(content)


def test_utf8_is_utf8_whatever_was_said() -> None:
    words = WORDS["de"][1]
    intake = read(table(words).encode(), "cp1251")
    assert (intake.encoding, said(intake)) == ("utf-8", words)


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "base64", "zip", "../x", "\x1b[31m"])
def test_an_encoding_that_is_none_is_refused_in_one_line(encoding: str) -> None:
    with pytest.raises(BadInputError, match="there is no encoding") as refused:
        read(table(WORDS["ru"][1]).encode("cp1251"), encoding)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(("language", "encoding"), EACH)
def test_any_text_can_be_encoded_again_to_the_same_bytes(language: str, encoding: str) -> None:
    content = table(WORDS[language][1]).encode(encoding)
    text, found = decode_any(content)
    assert text.encode(found) == content
    assert "a@a.example" in text
