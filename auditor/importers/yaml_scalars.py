"""What an unquoted scalar means: the core schema of YAML 1.2, where `no`, `NO`, `on` and dates are text."""

from __future__ import annotations

import re
from typing import Any

LONGEST_NUMBER = 100
"""Characters; what looks like a longer number stays text."""
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_SPECIAL: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def is_nothing(text: str) -> bool:
    """Whether a plain scalar says that there is nothing."""
    return text in _SPECIAL and _SPECIAL[text] is None


def scalar(text: str) -> Any:
    """The value of a plain (unquoted) scalar by the core schema of YAML 1.2."""
    if text in _SPECIAL:
        return _SPECIAL[text]
    if text[0] in "+-.0123456789" and len(text) <= LONGEST_NUMBER:
        if _INT.fullmatch(text):
            base = {"0o": 8, "0x": 16}.get(text[:2], 10)
            return int(text[2:] if base != 10 else text, base)
        if _FLOAT.fullmatch(text) or _NO_NUMBER.fullmatch(text):
            return float(text.replace(".", "") if text[-1] in "fFnN" else text)
    return text
