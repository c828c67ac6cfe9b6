"""What the fields of every kind have in common: a name that is not declared is an error, so that a typing slip is seen.

Grading needs no pydantic: it is imported by what the marks for it call, and only there.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from quiz.question import LANGUAGES

STRICT = {"extra": "forbid"}
"""For ``__pydantic_config__`` of a dataclass."""


class EveryLanguage:
    """One text in place of texts by language is the text in each of them."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """For pydantic: how the value is read."""
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(in_every_language, handler(source))

    def __get_pydantic_json_schema__(self, source: Any, handler: Any) -> Any:
        """For pydantic: what an editor allows."""
        return {"anyOf": [handler(source), {"type": "string"}]}


def in_every_language(value: Any) -> Any:
    """A text by language; anything but a text as it is.

    >>> in_every_language("Test 1"), in_every_language({"ja": "テスト"})
    ({'ja': 'Test 1', 'en': 'Test 1'}, {'ja': 'テスト'})
    """
    return dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value


Texts = Annotated[dict[Literal["ja", "en"], str], EveryLanguage()]
"""Texts by language; or one, for every language."""
