"""Where the built-in style guide stands. Apart from the loader, which a run with kept rules never imports."""

import os

from ethicslint.errors import Problem, RuleError


def builtin_folder() -> str:
    """Where the built-in style guide stands: inside the installed package, or in the checkout it runs from.

    Raises RuleError if it is in neither place.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder in (os.path.join(package, "rules"), os.path.join(package, "..", "..", "rules")):
        if os.path.isfile(os.path.join(folder, "sources.yaml")):
            return os.path.normpath(folder)
    raise RuleError([Problem("", 0, f"the built-in rules are missing from {package}; install ethicslint again")])
