r"""A written line as statements: chains of formulas between which ``=`` stands.

Each member is read by the reader of answers, so that whatever it refuses is refused here at its place. A name that stands alone
before ``=`` and is not known is the writer's own; an operator of differentiation (``d/dx (x^2)``, ``(x^2)'``) is read as the
derivative of what it is applied to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from derivations.lines import cutting
from derivations.lines.operators import NO_PRIMES, Extent, Primes, factor_end, product_end, with_operators
from derivations.lines.prose import GAP, covered
from derivations.terms.names import Names, canonical
from derivations.terms.reading import Reading, Unreadable, read
from derivations.terms.term import Term, substitute, subterms

Member = Term | Unreadable

MOST_OPERATORS, DEEPEST_OPERATOR = 24, 4

_NAME = re.compile(
    r"\s*(\\?[A-Za-z]+[0-9]*|[α-ωΑ-Ω])((?:_(?:\{[^{}]*\}|[A-Za-z0-9]+)|[₀-₉ₐ-ₜ]+)?)\s*(?:\(\s*[a-z](?:\s*,\s*[a-z])*\s*\))?\s*"
)
_BREAK = re.compile(r"\\\\(?:\[[^\[\]]*\])?|\n|\\newline(?![A-Za-z])|(?<!\\)[;；]")
_DIFFERENTIAL = re.compile(
    r"(?P<factor>.*?)(?:\\mathrm\s*\{\s*d\s*\}|(?<![A-Za-z\\])[d∂])\s*(?P<name>[A-Za-z][0-9]*|\\[a-z]+)\s*\.?\s*"
)
_APPLIED = re.compile(r"\s*(\\?[A-Za-z][A-Za-z0-9_]*)\s*\(\s*(\\?[A-Za-z][0-9]*)\s*\)\s*")
_TALK = re.compile(r"[A-Za-z.,'!?:()\s-]{3,}")


@dataclass(frozen=True, slots=True)
class Statement:
    """Members that are said to be equal, from left to right; one alone is a formula without ``=``.

    continued: it begins with ``=`` and goes on from what stands above. text: as typed.
    """

    line: int
    members: tuple[Member, ...]
    continued: bool = False
    text: str = ""


Function = tuple[Term, Term]
"""Of a function that the writer defines, f(t) = t^2: what it is applied to, and what it comes to."""


@dataclass(slots=True)
class Vocabulary:
    """The names that lines may use: those of the question, and those that the writer has introduced so far."""

    known: set[str]
    primes: Primes = NO_PRIMES
    own: set[str] = field(default_factory=set)
    functions: dict[str, Function] = field(default_factory=dict)

    def names(self, also: Iterable[str] = (), functions: Iterable[str] = ()) -> Names:
        """For the reader of formulas. also: names that stand for operators. functions: own names that are applied here."""
        applied = frozenset(functions)
        return Names(frozenset({*self.known, *self.own, *also}) - applied, applied)

    def is_formula(self, word: str) -> bool:
        """Whether letters that stand together are read as part of a formula."""
        names = self.names()
        entry = names.words.get(word)
        if entry is not None:
            return entry[0] != "refused"
        if word[:1] == "d" and names.declares(canonical(word[1:])):
            return True
        found = read(word, names)
        return isinstance(found, Reading) or found.code in ("missing_argument", "missing_operand")


def statements(lines: Iterable[str], vocabulary: Vocabulary) -> Iterator[Statement]:
    """The statements of written lines, in order, numbered by line from 1; a line of words only has none.

    >>> from derivations.terms.printing import plain
    >>> found = statements(["t = x + y とおく", "dz/dx = dz/dt · dt/dx = 2t"], Vocabulary({"z", "t", "x", "y"}))
    >>> [(each.line, [plain(member) for member in each.members]) for each in found]
    [(1, ['t', 'x + y']), (2, ['dz/dx', 'dz/dt*dt/dx', '2*t'])]
    """
    for number, line in enumerate(lines, 1):
        yield from _of_line(number, line, vocabulary)


def split_lines(text: str) -> tuple[str, ...]:
    r"""The lines of an answer typed as one text: at line breaks, LaTeX's ``\\`` and semicolons; empty ones are left out.

    >>> split_lines(r"\begin{align} y &= 2x \\ &= x + x \end{align}")
    ('\\begin{align} y &= 2x ', ' &= x + x \\end{align}')
    """
    return tuple(each for each in _BREAK.split(text) if re.sub(r"\\(?:begin|end)\{[a-z*]+\}|[\s$\[\]\\]", "", each))


def _of_line(number: int, line: str, vocabulary: Vocabulary) -> Iterator[Statement]:
    text = covered(line, vocabulary.is_formula)
    pieces = [*cutting.pieces(text)]
    is_alone = GAP not in text and sum(bool(piece.strip(" .,&")) for _, piece in pieces) == 1
    for start, piece in pieces:
        cuts = [found for found in cutting.EQUALS.finditer(piece) if cutting.depth_at(piece, found.start()) == 0]
        if not cuts and (not is_alone or not piece.strip(" .,&")):
            continue
        found = _statement(number, start, piece, [(each.start(), each.end()) for each in cuts], vocabulary)
        if cuts or isinstance(found.members[0], Term) or not _TALK.fullmatch(piece):
            yield found


def _statement(number: int, start: int, piece: str, cuts: list[tuple[int, int]], vocabulary: Vocabulary) -> Statement:
    begins = [0, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), len(piece)]
    parts = [(begin, piece[begin:end].replace("&", " ")) for begin, end in zip(begins, ends, strict=True)]
    continued = bool(cuts) and not parts[0][1].strip()
    if continued:
        parts = parts[1:]
    elif cuts:
        parts = _divided(parts, vocabulary)
    called = _called(parts[0][1], vocabulary) if cuts and not continued else None
    if cuts and not continued and called is None:
        _introduce(parts[0][1], vocabulary)
    members = [_member(part, start + begin, vocabulary) for begin, part in parts if part.strip()]
    if called is not None:
        members[0] = called
    if len(members) < len(parts):
        members.append(Unreadable("missing_operand", start + len(piece), "", ("operand",)))
    if cuts and not continued:
        members[0] = _function(parts[0][1], members, vocabulary) or members[0]
    return Statement(number, tuple(members), continued, piece.strip())


def _divided(parts: list[tuple[int, str]], vocabulary: Vocabulary) -> list[tuple[int, str]]:
    """``dz = 2t dt`` as ``dz/dt = 2t``."""
    found = [_DIFFERENTIAL.fullmatch(part) for _, part in parts]
    names = [canonical(each["name"]) if each else "" for each in found]
    if not set(names) <= vocabulary.known | vocabulary.own or any(f"d{each}" in vocabulary.known for each in names):
        return parts
    if len(set(names[1:])) != 1 or found[0] is None or found[0]["factor"].strip():
        return parts
    factors = [(begin, each["factor"].rstrip(" *·") or "1") for (begin, _), each in zip(parts[1:], found[1:], strict=True) if each]
    return [(parts[0][0], f"d{names[0]}/d{names[1]}"), *factors]


def _function(left: str, members: list[Member], vocabulary: Vocabulary) -> Term | None:
    """Take note of a function of the writer's own, ``f(t) = t^2``; its name, where the left side defines one."""
    found = _APPLIED.fullmatch(left)
    if found is None or not isinstance(members[1], Term):
        return None
    name = canonical(found[1])
    if name not in vocabulary.own:
        return None
    vocabulary.functions[name] = (Term("name", (), canonical(found[2])), members[1])
    return Term("name", (), name)


def _called(left: str, vocabulary: Vocabulary) -> Term | None:
    """What a left side means that writes a quantity's arguments (``z(t) =``) or a derivative as a word (``z_t``, ``dz_dt``)."""
    found = _NAME.fullmatch(left.replace("&", " "))
    if found is None:
        return None
    known = vocabulary.known | vocabulary.own
    name = vocabulary.names().spelled(canonical(found[1] + found[2]))
    if name in known:
        return Term("name", (), name) if left.rstrip().endswith(")") else None
    above, _, below = name.partition("_")
    if above[:1] == below[:1] == "d" and {above[1:], below[1:]} <= known:
        above, below = above[1:], below[1:]
    if {above, below} <= known:
        return Term("derivative", (Term("name", (), above), Term("name", (), below)), "d")
    return None


def _introduce(left: str, vocabulary: Vocabulary) -> None:
    """Take note of a name that nobody has used before."""
    found = _NAME.fullmatch(left.replace("&", " "))
    if found is None:
        return
    name = canonical(found[1] + found[2])
    names = vocabulary.names()
    if not names.declares(names.spelled(name)) and (name not in names.words or names.words[name][0] in ("name", "constant")):
        vocabulary.own.add(name)


def _member(text: str, start: int, vocabulary: Vocabulary) -> Member:
    """One side of an ``=`` as a term; ``either`` of several where it is open how far an operator reaches, or what t(x) means."""
    first = _read(text, start, vocabulary, product_end)
    others = [text] if "D" in _operations(first) else []
    if "(" in text and vocabulary.primes.quantities:
        unapplied = _quantities_applied(vocabulary).sub(r"\1", text)
        others += [unapplied] if unapplied != text else []
    if not others:
        return first
    read_otherwise = [_read(each, start, vocabulary, extent) for each in others for extent in (factor_end, product_end)]
    meant = list(dict.fromkeys(each for each in (first, *read_otherwise) if isinstance(each, Term)))
    return first if not meant else meant[0] if len(meant) == 1 else Term("either", tuple(meant))


def _operations(member: Member) -> set[str]:
    return {each.op for each in subterms(member)} if isinstance(member, Term) else set()


def _quantities_applied(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A quantity with the names that it depends on in brackets: t(x), z(x, y)."""
    listed = "|".join(map(re.escape, sorted(vocabulary.primes.quantities, key=lambda each: (-len(each), each))))
    return re.compile(rf"(?<![A-Za-z\\])({listed})\s*\(\s*[A-Za-z](?:\s*,\s*[A-Za-z])*\s*\)")


def _read(text: str, start: int, vocabulary: Vocabulary, extent: Extent, depth: int = 0) -> Member:
    primes = Primes(vocabulary.primes.variable, vocabulary.primes.quantities | (vocabulary.own - vocabulary.functions.keys()))
    plain, operands = with_operators(text, primes, extent)
    if len(operands) > MOST_OPERATORS or depth > DEEPEST_OPERATOR:
        return Unreadable("limit_depth", start, text[:40], facts={"limit": str(DEEPEST_OPERATOR)})
    applied = [each for each in vocabulary.functions if re.search(rf"(?<![A-Za-z\\]){re.escape(each)}'*\s*\(", plain)]
    names = vocabulary.names(operands, applied)
    taken: dict[Term, Term] = {}
    for placeholder, (operand, variable) in operands.items():
        inner = _read(operand, start, vocabulary, extent, depth + 1)
        if isinstance(inner, Unreadable):
            return inner
        by = Term("name", (), names.spelled(canonical(variable)))
        taken[Term("name", (), placeholder)] = Term("derivative" if inner.op == "name" else "D", (inner, by), "d")
    found = read(plain, names)
    if isinstance(found, Unreadable):
        return replace(found, at=min(found.at, len(text)) + start)
    term = substitute(found.term, taken) if taken else found.term
    return _with_functions(term, vocabulary) if applied else term


def _with_functions(node: Term, vocabulary: Vocabulary) -> Term:
    """A term with functions of the writer's own put in: f(u) and f'(u)."""
    args = tuple(_with_functions(each, vocabulary) for each in node.args)
    name = str(node.value).rstrip("'") if node.op == "opaque" else ""
    primes = len(str(node.value)) - len(name)
    if name not in vocabulary.functions or len(args) != 1 or primes > 1:
        return Term(node.op, args, node.value) if node.args else node
    variable, meaning = vocabulary.functions[name]
    if not primes:
        return substitute(meaning, {variable: args[0]})
    return Term("replaced", (Term("D", (meaning, variable), "d"), variable, args[0]))
