"""What a kind shows on a question sheet beside the question's text. There is no field for anything of a key."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Presented:
    """choices: texts of the choices, by their numbers from 1. listing: source text. room: lines to answer on."""

    choices: tuple[str, ...] = ()
    listing: str | None = None
    room: int = 2
