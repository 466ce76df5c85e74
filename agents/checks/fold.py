"""Text in the form in which it is compared: no case, no accents, one kind of quote, contractions written out."""

import re
import unicodedata

from schemas.look_alikes import LOOK_ALIKES

_MARKS = re.compile("[\u0300-\u036f]+")
_SIGNS = str.maketrans({
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u00ab": '"', "\u00bb": '"', "\u2044": "/", "\u0131": "i", "\u2010": "-", "\u2011": "-", "\u2212": "-",
    "\u3002": ".", "\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u00e6": "ae", "\u0153": "oe",
})  # fmt: skip
# Letters separated by the same sign are a disguised word: d.i.s.c.o.u.n.t.
_SPELLED = re.compile(r"(?<![\w'])(?:[a-z]([ .\-_*\u00b7]))(?:[a-z]\1){2,40}[a-z](?![\w'])")
_ALONE = "aieoy"
_CONTRACTIONS = (
    ("won't", "will not"), ("can't", "cannot"), ("shan't", "shall not"), ("n't", " not"), ("'ll", " will"),
    ("'ve", " have"), ("'re", " are"), ("'m ", " am "), ("it's", "it is"), ("that's", "that is"), ("here's", "here is"),
    ("there's", "there is"), ("what's", "what is"), ("let's", "let us"),
)  # fmt: skip


def fold(text: str) -> str:
    """A text in that form."""
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.translate(_SIGNS))
        folded = _MARKS.sub("", folded).translate(_SIGNS).translate(LOOK_ALIKES)
    if "'" in folded:
        for short, long in _CONTRACTIONS:
            folded = folded.replace(short, long)
    return _SPELLED.sub(_in_one, folded)


def _in_one(spelled: re.Match[str]) -> str:
    """The joined word; also without its first letter, which may be a word by itself: `a f r e e`."""
    word = spelled[0].replace(spelled[1], "")
    return f"{word} {word[1:]}" if spelled[1] == " " and word[0] in _ALONE else word
