"""What the fields of every kind have in common: a name that is not declared is an error, so that a typing slip is seen."""

STRICT = {"extra": "forbid"}
"""For ``__pydantic_config__`` of a dataclass; a plain dictionary, so that grading needs no pydantic."""
