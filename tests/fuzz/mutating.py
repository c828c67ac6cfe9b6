"""Texts that nobody would type: the answers of the corpora with characters changed, doubled, spliced, nested and cut."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

DATA = Path(__file__).parents[1] / "data"
MARKS = "xyztEdeif0123456789.+-*/^()[]{}|\\_,;:=<>'\"!%&$#@~` \n\t∂σ√²³½ｘ（）・×÷−π∞ᵀ⊙′。、\u202e\u200b\u0445\x00\ud800"
WORDS = (
    "sin", "exp", "ln", "sqrt", "sigmoid", "max", "np.", "\\frac", "\\left(", "\\right)", "\\sqrt[3]", "\\begin{pmatrix}", "^{",
    "_{", "**", "e^-", "1e", "9^", "dz/dx", "\\partial", "!!", "||", "x_", "oo", "__", "lambda", "W^T",
)  # fmt: skip
ALPHABET = (*MARKS, *WORDS)


def corpus() -> list[tuple[str, str]]:
    """(text, key to compare it with) of the shared data."""
    found = []
    for line in (DATA / "answer_pairs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found += [(row[f"{side}{spelling}"], row["teacher"]) for side in ("student", "teacher") for spelling in ("", "_latex")]
    for line in (DATA / "derivative_answers.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.append((row["answer"], row["truth"]))
    return found


def _place(text: str, random: Random) -> int:
    return random.randint(0, len(text))


def _slice(text: str, random: Random) -> tuple[int, int]:
    first, second = sorted((_place(text, random), _place(text, random)))
    return first, min(second, first + 12)


def _deleted(text: str, other: str, random: Random) -> str:
    first, last = _slice(text, random)
    return text[:first] + text[last:]


def _inserted(text: str, other: str, random: Random) -> str:
    at = _place(text, random)
    return text[:at] + random.choice(ALPHABET) + text[at:]


def _replaced(text: str, other: str, random: Random) -> str:
    at = _place(text, random)
    return text[:at] + random.choice(ALPHABET) + text[at + 1 :]


def _any_character(text: str, other: str, random: Random) -> str:
    at = _place(text, random)
    return text[:at] + chr(random.randrange(0x110000)) + text[at:]


def _byte(text: str, other: str, random: Random) -> str:
    data = bytearray(text.encode("utf-8", "surrogatepass")) or bytearray(b"x")
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return data.decode("utf-8", "replace")


def _doubled(text: str, other: str, random: Random) -> str:
    first, last = _slice(text, random)
    return text[:last] + text[first:last] * random.choice([1, 1, 2, 30, 300]) + text[last:]


def _moved(text: str, other: str, random: Random) -> str:
    first, last = _slice(text, random)
    rest = text[:first] + text[last:]
    at = _place(rest, random)
    return rest[:at] + text[first:last] + rest[at:]


def _spliced(text: str, other: str, random: Random) -> str:
    return text[: _place(text, random)] + other[_place(other, random) :]


def _nested(text: str, other: str, random: Random) -> str:
    before, after = random.choice(
        [
            ("(", ")"),
            ("sin(", ")"),
            ("|", "|"),
            ("-(", ")"),
            ("1/(", ")"),
            ("2^(", ")"),
            ("\\sqrt{", "}"),
            ("(", ")^9"),
            ("exp(", ")"),
        ]
    )
    times = random.choice([1, 2, 5, 30, 62, 200])
    return before * times + text + after * times


def _joined(text: str, other: str, random: Random) -> str:
    return random.choice(["+", "*", "/", "^", "-", " ", ",", "="]).join(
        [text, other] if random.random() < 0.9 else [text] * random.choice([3, 40])
    )


def _number(text: str, other: str, random: Random) -> str:
    digits = [at for at, character in enumerate(text) if character.isdigit()]
    if not digits:
        return text + random.choice(["^999", "^10^9", "*10^400", "/0"])
    at = random.choice(digits)
    return (
        text[:at]
        + random.choice(["0", "9" * random.choice([2, 9, 40, 401]), "1e9", "1e-300", "0.1", "10^9", "(1/2)", "2^61"])
        + text[at + 1 :]
    )


def _exchanged(text: str, other: str, random: Random) -> str:
    marks = list(text)
    if len(marks) < 2:
        return text + text
    at = random.randrange(len(marks) - 1)
    marks[at], marks[at + 1] = marks[at + 1], marks[at]
    return "".join(marks)


MUTATIONS: tuple[Callable[[str, str, Random], str], ...] = (
    _deleted, _inserted, _inserted, _replaced, _replaced, _any_character, _byte, _doubled, _moved, _spliced, _nested, _joined,
    _number, _exchanged,
)  # fmt: skip


def mutated(texts: list[tuple[str, str]], seed: str) -> tuple[str, str]:
    """A text made from one or two of the corpus by one to four mutations, and a key to compare it with."""
    random = Random(seed)
    text, key = random.choice(texts)
    for _ in range(random.choice([1, 1, 1, 2, 2, 3, 4])):
        text = random.choice(MUTATIONS)(text, random.choice(texts)[0], random)
    return text, key
