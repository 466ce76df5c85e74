"""Marks of a chat, a template or one of our tags in raw text, and orders in scripts without capitals."""

import re

_FLAGS = re.IGNORECASE | re.VERBOSE | re.MULTILINE | re.DOTALL


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, _FLAGS)


# By a sign that each of them begins with or always contains: most texts have none of them, or one.
_MARKUP: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "<",
        _pattern(r"""<\s*/?\s*(?:customer|analysis|offers|guidance|sender|system|instructions?|assistant|user|human|prompt|tool\w*|function\w*|s|data|context|output|answer|admin)\s*/?>
        | <\|[^|>]{1,40}\|>
        | <!--
        | <<\s*sys\s*>>"""),
    ),
    (
        "[",
        _pattern(r"""\[/?(?:inst|system|assistant|user|end)\b[^\]]{0,20}\]
        | \[\s*(?:system|admin|assistant|ai|developer|prompt)\s*(?:note|message|prompt|instruction|override|update|command|:)"""),
    ),
    (
        "#",
        _pattern(r"""\#{1,6}\s*(?:system|instruction|assistant|new\s+task|guidance|override|prompt|response)"""),
    ),
    (
        ":",
        _pattern(r"""^[^\S\n]*(?:assistant|developer|system\s*(?:message|prompt))\s*:
        | ^[^\S\n]*system\s*:(?=.{0,60}?\b(?:you|your|ignore|offer|give|grant|promise|write|say|tell|approve|set|mark|override|must|always|never|respond|reply|answer|output|mention|add|new)\b)
        | \n[^\S\n]*(?:human|user|ai|assistant|system)\s*:"""),
    ),
    (
        "{",
        _pattern(r"""\{\{.{0,200}\}\}
        | \{%.{0,200}%\}
        | \{\s*"(?:guidance|offers|instructions?|system|category|confidence)"\s*:"""),
    ),
    (
        '"',
        _pattern(r"""["]\s*[}\]]\s*[}\]]? \s*,?\s*(?:now|new|ignore|the|guidance|system|"(?:role|system|offers|guidance|instructions?)")
        | "role"\s*:\s*"(?:system|assistant|user)["]"""),
    ),
    (
        "`",
        _pattern(r"""```\s*(?:system|instruction|prompt|json)"""),
    ),
)
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u3040-\uffff]")
_ORDERS = _pattern(
    r"""(?:\u5ffd\u7565|\u5ffd\u89c6|\u65e0\u89c6|\u7121\u8996|\u5ffd\u8996|\u5fd8\u8bb0|\u5fd8\u6389|\u5fd8\u8a18|\u4e0d\u8981\u9075).{0,20}(?:\u6307\u4ee4|\u6307\u793a|\u89c4\u5219|\u63d0\u793a|\u898f\u5247)
    | (?:\u6307\u793a|\u547d\u4ee4|\u6307\u4ee4|\u30eb\u30fc\u30eb).{0,12}(?:\u7121\u8996|\u5fd8\u308c)
    | (?:\uc774\uc804|\uc704\uc758|\ubaa8\ub4e0).{0,12}(?:\uc9c0\uc2dc|\uba85\ub839|\uaddc\uce59).{0,8}(?:\ubb34\uc2dc|\uc78a)
    | (?:[\u0438\u0456]\u0433\u043d\u043e\u0440\w*|\u043d\u0435\s+\u0437\u0432\u0430\u0436\u0430\u0439\w*|\u0437\u0430\u0431\u0443\u0434\u044c\w*|\u043d\u0435\s+\u0441\u043b\u0435\u0434\u0443\u0439\w*).{0,50}(?:\u0438\u043d\u0441\u0442\u0440\u0443\u043a\w*|\u0443\u043a\u0430\u0437\u0430\u043d\w*|\u043f\u0440\u0430\u0432\u0438\u043b\w*|\u043a\u043e\u043c\u0430\u043d\u0434\w*|\u0456\u043d\u0441\u0442\u0440\u0443\u043a\w*)
    | (?:\u0e40\u0e1e\u0e34\u0e01\u0e40\u0e09\u0e22|\u0e44\u0e21\u0e48\u0e15\u0e49\u0e2d\u0e07\u0e2a\u0e19\u0e43\u0e08|\u0e25\u0e37\u0e21).{0,30}\u0e04\u0e33\u0e2a\u0e31\u0e48\u0e07
    | \u062f\u0633\u062a\u0648\u0631.{0,40}\u0646\u0627\u062f\u06cc\u062f\u0647
    | (?:\u062a\u062c\u0627\u0647\u0644|\u0627\u0646\u0633).{0,40}(?:\u062a\u0639\u0644\u064a\u0645\u0627\u062a|\u0627\u0644\u0623\u0648\u0627\u0645\u0631|\u0627\u0644\u0642\u0648\u0627\u0639\u062f)
    | (?:\u05ea?\u05e9\u05db\u05d7\w*|[\u05d4\u05ea]\u05ea\u05e2\u05dc\u05de?\u05dd?\w*).{0,40}(?:\u05d4\u05d5\u05e8\u05d0\u05d5\u05ea|\u05d4\u05e0\u05d7\u05d9\u05d5\u05ea|\u05db\u05dc\u05dc\u05d9\u05dd)
    | \u0905\u0928\u0926\u0947\u0916\u093e
    | (?:\u0928\u093f\u0930\u094d\u0926\u0947\u0936|\u0928\u093f\u092f\u092e).{0,20}(?:\u0905\u0928\u0926\u0947\u0916|\u092d\u0942\u0932)
    | (?:\u03b1\u03b3\u03bd\u03cc\u03b7\u03c3\w*|\u03b1\u03b3\u03bd\u03bf\u03b7\u03c3\w*).{0,40}(?:\u03bf\u03b4\u03b7\u03b3\u03af\w*|\u03b5\u03bd\u03c4\u03bf\u03bb\w*)"""
)


def has_markup(text: str) -> bool:
    """Whether a raw text contains marks of a chat, a template or one of our tags."""
    if any(sign in text and pattern.search(text) for sign, pattern in _MARKUP):
        return True
    return not text.isascii() and _OTHER_SCRIPT.search(text) is not None and _ORDERS.search(text) is not None
