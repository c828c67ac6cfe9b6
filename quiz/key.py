"""Obtains answer keys: derived and proved by the question's kind, kept as JSON by content hash, checked again when loaded."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import platformdirs

from derivations.code.errors import CodeError
from derivations.version import VERSION
from quiz import kinds, parted
from quiz.answer_key import AnswerKey, NoKey
from quiz.kinds._listings import refusal
from quiz.question import Question
from quiz.registry import load
from quiz.verdict import Evidence, Outcome, Verdict

CACHE_VARIABLE = "QUIZ_CACHE"


def key_of(question: Question) -> AnswerKey:
    """The question's key, from the cache where it was derived before and still passes its re-check. Raises NoKey.

    The key of a variant is that of its question, derived once with the parameters as symbols, with the values put in and checked
    again; where there is none for all values, or where putting in does not give the derived answer, a variant is derived by itself.
    """
    return _put_in(question) or _of_itself(question)


def _put_in(question: Question) -> AnswerKey | None:
    kind = load(kinds)[question.kind]
    if question.origin is None or not hasattr(kind, "put_in"):
        return None
    key = _origin_key(question.origin)
    put_in = partial(parted.put_in, kind) if question.crediting.parts else kind.put_in
    made: AnswerKey | None = put_in(question, key) if key else None
    return replace(made, digest=digest_of(question)) if made else None


_origin_keys: dict[str, AnswerKey | None] = {}
"""Keys of questions with parameters, by digest, None where there is none for all values: a class has many variants of few."""


def _origin_key(origin: Question) -> AnswerKey | None:
    digest = digest_of(origin)
    if digest not in _origin_keys:
        try:
            found: AnswerKey | None = _of_itself(origin)
        except NoKey:
            found = None
        _origin_keys[digest] = found if found and found.usable else None
    return _origin_keys[digest]


def _of_itself(question: Question) -> AnswerKey:
    digest = digest_of(question)
    file = cache_folder() / f"{digest}.json"
    kept = _kept(file, digest)
    if kept is not None and _holds(question, kept):
        return kept
    key = derive_key(question)
    _keep(file, key)
    return key


def derive_key(question: Question) -> AnswerKey:
    """Derive, prove and cross-check the key anew. Raises NoKey."""
    kind = load(kinds)[question.kind]
    try:
        made: AnswerKey = parted.make_key(kind, question) if question.crediting.parts else kind.make_key(question)
    except CodeError as error:
        raise refusal(error, question) from error
    key = replace(made, digest=digest_of(question))
    if question.answer is None:
        return key
    one = parted.grade if question.crediting.parts else _graded
    outcome = one(kind, question, key, question.answer).outcome
    agrees = outcome is Outcome.CORRECT
    authors = Evidence("author", agrees, "agrees" if agrees else "disagrees", {"answer": question.answer, "derived": key.answer})
    return replace(key, evidence=(*key.evidence, authors))


def _holds(question: Question, kept: AnswerKey) -> bool:
    kind = load(kinds)[question.kind]
    return bool(parted.recheck(kind, question, kept) if question.crediting.parts else kind.recheck(question, kept))


def _graded(kind: ModuleType, question: Question, key: AnswerKey, text: str) -> Verdict:
    verdict: Verdict = kind.grade(question, key, text)
    return verdict


def digest_of(question: Question) -> str:
    """The hash of all that the key depends on: question, listings, program version."""
    materials = getattr(load(kinds)[question.kind], "materials", None)
    return question.digest(*(materials(question) if materials else ()), VERSION)


def fingerprint(question: Question, key: AnswerKey) -> str:
    """Question hash, key hash and grader version in one; two gradings with one fingerprint can only agree."""
    parts = [question.id, str(question.points), question.crediting.digest(), key.digest, key.answer, VERSION]
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=12).hexdigest()


def cache_folder() -> Path:
    """Where keys are kept: QUIZ_CACHE, else the user's cache folder."""
    return Path(os.environ.get(CACHE_VARIABLE) or platformdirs.user_cache_dir("derivation-quiz")) / "keys"


def _kept(file: Path, digest: str) -> AnswerKey | None:
    try:
        fields: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        evidence = tuple(Evidence(**each) for each in fields.pop("evidence"))
        key = AnswerKey(**fields, evidence=evidence)
    except (OSError, ValueError, TypeError, KeyError):
        return None  # absent, or written by another version, or damaged: it is derived anew
    return key if key.digest == digest and key.usable else None


def _keep(file: Path, key: AnswerKey) -> None:
    """Write the key; another process may do the same, so the file appears whole or not at all."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as written:
            json.dump(asdict(key), written, ensure_ascii=False)
        Path(written.name).replace(file)
    except OSError:
        return  # a folder that can't be written to costs time, not correctness
