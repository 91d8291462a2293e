"""The page on Python: its examples run as they are shown, and it names all that is public."""

import doctest
import re

import pytest

from tests.docs import program
from tests.docs.markdown import DOCS, ROOT

TEXT = (DOCS / "python.md").read_text("utf-8")


def test_the_examples_give_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = "\n".join(re.findall(r"^```python\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE))
    examples = doctest.DocTestParser().get_doctest(shown, {}, "docs/python.md", None, 0)
    assert len(examples.examples) > 10
    assert doctest.DocTestRunner().run(examples).failed == 0


def test_every_kind_of_error_is_named() -> None:
    assert [name for name in program.errors() if f"`{name}`" not in TEXT] == []
