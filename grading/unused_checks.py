"""Leaves out a check of internationalised addresses that takes one to three seconds to import.

Jupyter checks its notebooks with jsonschema, which at its import has a grammar of RFC 3987 compiled, in every
process anew; nothing here has such an address. jsonschema does without a check whose package is missing.
"""

import sys
from typing import Any, cast

UNUSED = ("rfc3987_syntax",)


def leave_out() -> None:
    modules = cast(dict[str, Any], sys.modules)
    for name in UNUSED:
        modules.setdefault(name, None)
