"""From evidence to a sentence: a code and facts, spoken in a language. It knows of no question kind, so that it loads at once."""

from __future__ import annotations

from collections.abc import Mapping

from derivations.terms.reading import Unreadable
from quiz.messages import Say, has
from quiz.verdict import Evidence


def sentence(evidence: Evidence, say: Say, reveals: bool) -> str:
    """One piece of evidence as a sentence; facts of the key are spoken of only where ``reveals`` allows it."""
    facts = dict(evidence.facts)
    code = f"{evidence.check}-{evidence.how}"
    is_secret = any(name.startswith("key_") for name in facts) and not reveals
    text = say(f"{code}-hidden" if is_secret else code, **facts)
    return f"{_place(facts, say)}{text}" if "at" in facts and evidence.check == "reading" else text


def refusal(code: str, facts: Mapping[str, str], say: Say) -> str:
    """Where and why a text can't be read, in a sentence."""
    return f"{_place(facts, say)}{say(f'reading-{code}', **facts)}"


def _place(facts: Mapping[str, str], say: Say) -> str:
    """Where a text stops being readable: position, what is there, what was expected."""
    parts = [say("reading-at", at=facts["at"])]
    if facts.get("found"):
        parts.append(say("reading-found", found=facts["found"]))
    if facts.get("expected"):
        words = [say(f"expected-{code}") if code.isalpha() else code for code in facts["expected"].split()]
        parts.append(say("reading-expected", expected=say("list-separator").join(words)))
    return say("list-separator").join(parts) + say("place-separator")


def has_sentence(evidence: Evidence, language: str) -> bool:
    """Whether the language speaks of this kind of evidence."""
    return has(f"{evidence.check}-{evidence.how}", language)


def unreadable_facts(found: Unreadable) -> dict[str, str]:
    """Where and why a text can't be read, as facts of evidence."""
    return {"at": str(found.at + 1), "found": found.found, "expected": " ".join(found.expected), **found.facts}
