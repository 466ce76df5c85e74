"""Check digits of numbers that identify somebody or their money. One in ten numbers passes by chance."""

import re

_LETTERS = "TRWAGMYFPDXB" + "NJZSQVHLCKE"  # of Spanish DNI and NIE: the number modulo 23
_IBAN_SHORTEST, _IBAN_LONGEST = 15, 34


def luhn(number: str) -> bool:
    """ISO/IEC 7812-1: cards."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[1::2]]  # noqa: PLR2004
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def iban(text: str) -> bool:
    """ISO 13616: country and check digits behind the rest, letters as 10 to 35, is 1 modulo 97."""
    bare = re.sub(r"[\s-]", "", text).upper()
    if not _IBAN_SHORTEST <= len(bare) <= _IBAN_LONGEST or not bare.isalnum() or not bare.isascii():
        return False
    return int("".join(str(int(sign, 36)) for sign in bare[4:] + bare[:4])) % 97 == 1


def cpf(text: str) -> bool:
    """Receita Federal: two check digits, weights falling to 2, modulo 11."""
    digits = [int(digit) for digit in text if digit.isdecimal()]
    if len(digits) != 11 or len(set(digits)) == 1:  # noqa: PLR2004
        return False

    def check(known: list[int]) -> int:
        total = sum(digit * weight for digit, weight in zip(known, range(len(known) + 1, 1, -1), strict=True))
        return total * 10 % 11 % 10

    return digits[9] == check(digits[:9]) and digits[10] == check(digits[:10])


def dni(text: str) -> bool:
    """Spain's DNI and NIE: the letter behind the number."""
    bare = re.sub(r"[\s-]", "", text).upper()
    number = {"X": "0", "Y": "1", "Z": "2"}.get(bare[0], bare[0]) + bare[1:-1]
    return number.isdecimal() and _LETTERS[int(number) % 23] == bare[-1]


def insee(text: str) -> bool:
    """France's NIR: key = 97 - number modulo 97."""
    bare = re.sub(r"[\s.-]", "", text)
    return len(bare) == 15 and bare.isdecimal() and 97 - int(bare[:13]) % 97 == int(bare[13:])  # noqa: PLR2004
