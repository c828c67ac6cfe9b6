"""Every code has a sentence in every language, with the same facts."""

from __future__ import annotations

import re

import pytest

from derivations.equality.outcome import REFUTATIONS
from derivations.lines.labels import LABELS
from derivations.lines.verdicts import STATUSES
from derivations.steps.catalogue import CODES
from derivations.steps.rule_names import STEP_RULES, code_of
from derivations.terms import unreadable
from quiz.messages import FOLDER, has, languages, say
from quiz.verdict import Outcome


def codes(language: str) -> dict[str, set[str]]:
    text = (FOLDER / f"{language}.ftl").read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z][a-z0-9-]*) =((?:.*\n(?:[ \t].*\n|\}\n|\n(?=[ \t]))*))", text, re.MULTILINE)
    found = {code: set(re.findall(r"\$([a-z_]+)", body)) for code, body in entries}
    assert len(found) == len(entries), "a code occurs twice"
    return found


def test_every_language_has_the_same_codes() -> None:
    known = {language: set(codes(language)) for language in languages()}

    assert known["ja"] ^ known["en"] == set()


@pytest.mark.parametrize("code", sorted(codes("en")))
def test_every_sentence_speaks_of_the_same_facts(code: str) -> None:
    assert codes("ja")[code] == codes("en")[code]


SLIPS = ("sign", "factor", "transpose", "shape", "precision", "axis", "keepdims", "product", "argument", "helper", "activation")
SLIPS += ("name", "index", "power", "reduction", "constant", "comparison", "accumulate")  # all that repairs of code are called

NEEDED = [
    *(f"reading-{code}" for code in unreadable.CODES),
    *(f"rule-{code_of(rule)}" for rule in STEP_RULES),
    *(f"outcome-{outcome.value}" for outcome in Outcome),
    *(f"value-{how}" for how in REFUTATIONS if how not in ("tolerance", "infinite")),  # these two are spoken of as constants
    *(f"misconception-{code}" for code in CODES),
    *(f"misconception-{label}" for label in LABELS),
    *(f"line-{status}" for status in STATUSES if status != "unreadable"),  # an answer with such a line can't be graded
    *(f"misconception-{slip}" for slip in SLIPS),
    *(f"expected-{code}" for code in unreadable.EXPECTED if code.isalpha()),
]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", NEEDED)
def test_every_code_of_the_program_has_a_sentence(code: str, language: str) -> None:
    assert has(code, language)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", unreadable.CODES)
def test_a_refusal_speaks_of_the_facts_that_it_carries(code: str, language: str) -> None:
    facts = {name: f"<{name}>" for name in unreadable.CODES[code]}

    assert "{" not in say(f"reading-{code}", facts, language)
    assert codes(language)[f"reading-{code.replace('_', '-')}"] <= set(facts)
