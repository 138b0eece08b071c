"""JSON, XML and HTML text that means what it says and that no terminal or build log obeys on the way.

Knows what must be escaped. Knows nothing of findings or formats.
"""

import json
from html import escape
from typing import Any, Final

import regex

from ethicslint.report.visible import visible

# JSON may hold these as they are; a terminal would obey them, and a build log takes “##[…]” for a command.
_OBEYED: Final = regex.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|(?<=##\w*)\[")
_COMMAND: Final = regex.compile(r"(?<=^\s*):(?=:)|(?<=##\w*)\[")


def as_text(value: Any) -> str:
    """`value` as JSON on many lines."""
    written = json.dumps(value, ensure_ascii=False, indent=1)
    return _OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written) + "\n"


def escaped(text: str) -> str:
    """`text` on one line, for an element or a quoted attribute; what XML cannot hold is made visible."""
    return _COMMAND.sub(lambda sign: f"&#{ord(sign[0])};", escape(visible(text)))
