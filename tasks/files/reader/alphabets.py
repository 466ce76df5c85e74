"""How often each language uses its letters beyond ASCII, which tells single-byte encodings apart. Data only.

Shares in percent, rounded, from published letter frequencies; it is enough if they are right within a factor of two.
`pair` is the log probability that two such letters are neighbours.
"""

from math import log
from typing import NamedTuple


class Alphabet(NamedTuple):
    """The letters of a language beyond ASCII; `latin` if they occur among ASCII letters."""

    shares: dict[str, float]
    latin: bool
    pair: float


def _alphabet(listed: str, *, latin: bool = True, pair: float = -3.5) -> Alphabet:
    shares = {item[0]: float(item[1:]) for item in listed.split()}
    total = sum(shares.values())
    return Alphabet({letter: log(share / total) for letter, share in shares.items()}, latin, pair)


WESTERN = {
    "fr": _alphabet("é56 è11 à14 ê5 ç4 ù2 ô3 î1.5 û1.5 â1.5 ï.5 ë.5 œ1 ü.1 æ.02", pair=-3),
    "de": _alphabet("ä28 ö17 ü38 ß16 é.6 è.1 à.2", pair=-2),
    "es": _alphabet("ó32 á20 í26 é14 ñ8 ú6 ü.5 ç.05", pair=-5),
    "pt": _alphabet("ã24 ç16 á13 é15 í10 ó6 ê7 õ5 ú3 â2 à3 ô1.5 ü.05", pair=-1),
    "it": _alphabet("è40 à25 ù12 ò13 ì6 é8", pair=-5),
    "nl": _alphabet("ë50 é30 ï15 ö3 ü2 è3 ê.5", pair=-4),
    "sv": _alphabet("ä40 å30 ö30 é1"),
    "da": _alphabet("ø37 å38 æ22 é2 ö.2"),
    "fi": _alphabet("ä88 ö11 å.5 š.1", pair=-0.7),
    "is": _alphabet("ð17 í15 á17 é6 þ8 ö8 ú6 ý3 ó10 æ9", pair=-1),
    "et": _alphabet("ä32 õ30 ü25 ö10 š.5 ž.5", pair=-0.7),
    "ca": _alphabet("à20 é18 è15 í13 ó15 ò8 ú6 ç5 ï1 ü1"),
    "en": _alphabet("é60 è6 ï8 ö6 ü6 ç5 ñ5 á3 ó2 ä2 ø1 å1", pair=-4),
}
CENTRAL = {
    "pl": _alphabet("ł24 ó12 ą13 ę15 ż11 ś10 ć6 ź1 ń3", pair=-0.8),
    "cs": _alphabet("í17 á15 é8 ě10 ř8 č6.5 š5.5 ž6.5 ý7 ů4.5 ú1 ť.4 ň.3 ď.2 ó.3", pair=-0.8),
    "sk": _alphabet("á18 í12 é8 ý8 č10 š8 ž9 ľ4 ť7 ú9 ô2 ň2 ď1 ä1.5 ó1 ĺ.1 ŕ.1", pair=-0.8),
    "hu": _alphabet("á26 é28 ö8 ő8 ó9 ü5 í5 ú3 ű2", pair=-2),
    "ro": _alphabet("ă30 î18 â15 ş15 ţ14 é.1", pair=-1.5),
    "hr": _alphabet("č28 š28 ž22 ć15 đ5", pair=-3),
    "de": WESTERN["de"],
}
TURKISH = {"tr": _alphabet("ı38 ş15 ğ10 ü16 ö7 ç10 â.3 î.1", pair=-1)}
BALTIC = {
    "lt": _alphabet("ė20 š18 į8 ų15 ž13 ū7 č6 ą8 ę3", pair=-1.5),
    "lv": _alphabet("ā35 ī20 ē16 š9 ū6 ņ5 ļ5 ž3 ķ2 č2 ģ1", pair=-1),
    "et": WESTERN["et"],
}
CYRILLIC = {
    "ru": _alphabet(
        "о11 е8.5 а8 и7.4 н6.7 т6.3 с5.5 р4.7 в4.5 л4.4 к3.5 м3.2 д3 п2.8 у2.6 я2 ы1.9 ь1.7 г1.7 з1.6 б1.6 ч1.4 й1.2 х1 ж.9 "
        "ш.7 ю.6 ц.5 щ.4 э.3 ф.3 ъ.04 ё.2",
        latin=False,
    ),
    "uk": _alphabet(
        "о9.4 а8.3 н6.5 и6 і5.5 в5.5 т5.4 р4.5 е5 с4.2 к3.7 у3.2 д3.2 л3.6 м3 п2.7 я2.4 з2.3 ь1.9 г1.6 б1.6 ч1.4 х1.1 ц.8 ж.8 "
        "ї.8 й1.4 ш.7 ю.8 є.6 щ.5 ф.2 ґ.01",
        latin=False,
    ),
    "bg": _alphabet(
        "а12 и9 о9 е8.5 т7.4 н7 р5 с5 в4.2 л4 д3.7 к3.6 п3 м2.5 з2 я1.8 ъ1.8 б1.4 г1.5 у1.4 ч1.2 щ.6 ж.6 ш.5 й.6 х.6 ц.6 ф.3 "
        "ю.1 ь.02",
        latin=False,
    ),
    "sr": _alphabet(
        "а11.5 и9 о9 е8.7 н5.5 р5.3 т4.6 с4.5 у4.2 д3.9 ј4.5 к3.7 в3.7 п2.9 м3.4 л3.3 з1.6 г1.7 б1.5 ш1 ч1 ц.9 х.7 ж.6 ћ.8 љ.5 "
        "њ.7 ђ.2 ф.2 џ.03",
        latin=False,
    ),
}
GREEK = {
    "el": _alphabet(
        "α9 ο8.5 ι7 ε7 τ7.5 ν6 σ5 η4.5 ρ4 ς3.5 κ4 π4 υ3.5 λ3 μ3.3 ω2 ά2.5 έ2.3 ό2.3 ί3 ή2 ύ1.5 ώ1 δ1.8 γ1.8 θ1.2 χ1.2 β.7 φ.8 "
        "ξ.5 ζ.4 ψ.2 ϊ.1",
        latin=False,
    )
}
HEBREW = {
    "he": _alphabet(
        "י11 ה10 ו10 ל7.5 א6.5 ר6 ב5 מ5 ת5 ש4.5 נ4 ד2.6 ע3 ם3.5 ח2.4 כ2.5 ק2.1 פ1.8 ן1.5 ט1.2 ג1.3 צ1 ס1.5 ז1.3 ך1 ף.3 ץ.2",
        latin=False,
    )
}
ARABIC = {
    "ar": _alphabet(
        "ا13 ل11 ي7 م6 و6 ن6 ر5 ت4.5 ب4 ع3.7 د3.2 ه3 ك2.5 س2.5 ف2.7 ح2 ق2.3 ة3 ج1.3 أ2.5 ش1.1 ص1 ى.8 خ.9 ط.9 إ.8 ض.6 ء.4 ذ.6 "
        "ث.5 ئ.4 غ.5 ز.6 ظ.2 ؤ.1 آ.2 پ.2 گ.3 چ.1",
        latin=False,
    )
}
THAI = {
    "th": _alphabet(
        "า6.5 น6 ร5.5 อ5 ก4.5 เ5 ง4 ม4 ย3.5 ล3.5 ว3.5 ด3 ท3 ส3 ต2.8 ั3.5 ่4.5 ้4.5 ิ3 ี3.5 บ2.2 ป2.2 ค2.5 ห2.5 แ2 จ1.8 พ1.8 ช1.5 ข1.7 ะ2 "
        "ใ1.2 ไ1.5 โ1 ผ.8 ถ.9 ็.9 ์1.2 ื1.5 ุ1.5 ู1.2 ำ1 ธ.6 ณ.7 ศ.6 ษ.4 ญ.4 ซ.6 ภ.5 ฟ.3 ึ.7 ฐ.2 ๆ.2",
        latin=False,
    )
}
