"""Compares the constants that the pages give with the real libraries.

Reads codes.json on standard input; prints one line for each constant that does
not exist or has another number. Run by tests/site/constants.rs.
"""

import importlib
import json
import re
import sys

MODULES = {"python": "http", "starlette": "starlette.status", "django-rest-framework": "rest_framework.status"}


def value_of(language, expression):
    """The number behind an expression such as status.HTTP_404_NOT_FOUND."""
    module = importlib.import_module(MODULES[language])
    holder, _, name = expression.rpartition(".")
    if language == "python":
        module = getattr(module, holder)
    return int(getattr(module, name))


def is_newer(note):
    """Whether a note says that the constant came after this Python."""
    versions = re.findall(r"since(?: Python)? (\d+)\.(\d+)", note or "")
    return any((int(major), int(minor)) > sys.version_info[:2] for major, minor in versions)


compared = 0
for code in json.load(sys.stdin)["codes"]:
    for constant in code["constants"]:
        language, expression = constant["language"], constant["expression"]
        if language not in MODULES:
            continue
        compared += 1
        try:
            found = value_of(language, expression)
        except AttributeError:
            if language != "python" or not is_newer(constant["note"]):
                print(f"{code['code']}: {language} has no {expression}")
            continue
        if found != int(code["code"]):
            print(f"{code['code']}: {expression} is {found} in {language}")
print(f"compared {compared}")
