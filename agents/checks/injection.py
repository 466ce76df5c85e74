"""Text of customers that speaks to an AI. It is data all the same; the flag tells a person to look."""

import re
import unicodedata

_READ = 4_000
_PHRASES = re.compile(
    r"""
    \b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|preceding|all|your|any|the|system)\b
        .{0,30}\b(?:instruction|prompt|rule|guideline|direction|command|guardrail|constraint)s?\b
    | \b(?:ignore|disregard|forget)\s+(?:everything|all(?:\s+of\s+that)?)\s+(?:above|before|you\b)
    | \bsystem\s*prompt\b | \bdeveloper\s+mode\b | \bjailbr[eo]a?k | \bdo\s+anything\s+now\b
    | \byou\s+are\s+now\s+(?:an?|the|in|my|no\s+longer|free|dan)\b
    | \b(?:pretend|act|behave)\s+(?:to\s+be|as\s+if\s+you|as\s+(?:an?|the|my)\s+(?:ai|assistant|admin|system|model|developer|bot))
    | \b(?:new|updated|real|following)\s+(?:system\s+)?instructions?\s*(?::|are\b|for\s+(?:the\s+)?(?:ai|assistant|model))
    | \b(?:reveal|print|show|repeat|output|leak|tell\s+me)\b.{0,30}\b(?:your|the|system|hidden)\s+(?:system\s+)?(?:prompt|instructions|rules)\b
    | \b(?:respond|reply|answer|output)\s+only\s+with\b | \bas\s+an?\s+(?:ai|language)\s+(?:language\s+)?model\b
    | \b(?:dear|hey|hello|note\s+to|attention)\s*,?\s*(?:the\s+)?(?:ai|llm|chatgpt|gpt|claude|assistant|language\s+model)\b
    | \b(?:you|the\s+(?:ai|assistant|model|agent|email|campaign))\s+must\s+(?:now\s+)?(?:offer|grant|give|promise|include|send|approve|say|write)\b
    | \b(?:offer|grant|give|approve|promise)\s+(?:me|us|this\s+customer|them|a|an)\b.{0,30}\b(?:100|ninety|90|free\s+lifetime)\s*%?
    | <\s*/?\s*(?:customer|analysis|offers|system|instructions?|assistant|user|prompt|tool|s)\s*>
    | <\|[^|>]{1,40}\|> | \[/?(?:inst|system|assistant)\] | ^\s*\#{2,}\s*(?:system|instruction|assistant)
    | ^\s*(?:system|assistant)\s*: | \{\{.{0,200}\}\} | \{%.{0,200}%\} | <!--
    | \bignorier\w*\b.{0,40}\b(?:anweisung|vorgabe|regel|instruktion|prompt)\w*
    | \bvergiss\w*\b.{0,40}\b(?:anweisung|vorgabe|regel|instruktion)\w* | \bdu\s+bist\s+(?:jetzt|nun|ab\s+sofort)\b
    | \bignor\w+\b.{0,40}\b(?:instruction|consigne|instruccion|istruzion|instruc|regla|regel|regole|règle)\w*
    | \b(?:oublie\w*|olvida\w*|dimentica\w*|esqueça|esqueca|vergeet|negeer|ignora)\b.{0,40}
        \b(?:instruction|consigne|instruccion|istruzion|instruc|regla|regel|regole|règle|opdracht)\w*
    | \b(?:tu\s+es|vous\s+êtes)\s+(?:maintenant|désormais)\s+(?:un|une|le|la|l') | \bahora\s+eres\b | \bora\s+sei\s+(?:un|una)\b
    | \bagora\s+você\s+é\b | \bje\s+bent\s+(?:nu|vanaf\s+nu)\b
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)


def speaks_to_ai(text: str) -> bool:
    """Whether a text holds a known phrase, also behind full-width letters and invisible characters."""
    if len(text) < 8:  # noqa: PLR2004 -- shorter than any phrase; most cells are numbers
        return False
    head = text[:_READ]
    if not head.isascii():
        folded = unicodedata.normalize("NFKC", head)
        head = "".join(character for character in folded if unicodedata.category(character) != "Cf")
    return _PHRASES.search(head) is not None
