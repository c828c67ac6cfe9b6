"""Two pieces of NumPy code beside each other: do they compute the same from the same inputs?

The student's code is followed, never run. Values are compared at three tuples of distinct sizes; where they agree, the index form
proves it for all shapes, or ``compare`` proves it entry by entry for one of the tuples.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.identify import ALL_SHAPES, SHAPES, SIZES
from derivations.code.interpreter import Interpreter, parameters_of
from derivations.code.listing import parsed
from derivations.code.pairing import Needs
from derivations.code.primitives import NARROW
from derivations.code.relations import COLLAPSED, EXACT, NEGATED, SCALED, TRANSPOSED, Seen, relation, relative_gap
from derivations.code.runs import array_like
from derivations.code.shaping import PRIMES, meeting, profiles
from derivations.code.values.floats import FLOATS
from derivations.code.values.indexed import Beyond, Indexed, IndexForm, free
from derivations.code.values.indices import dimension, normal, scaled
from derivations.code.values.nodes import Nodes, term_of, values_at
from derivations.code.values.points import POINTS, Points
from derivations.code.values.symbolic import Symbolic, array_of
from derivations.equality.compare import compare
from derivations.equality.outcome import Proved

CORRECT, INCORRECT, INVALID, UNDECIDED = "correct", "incorrect", "invalid", "undecided"
CLOSE, FAR = 1e-9, 1e-6
SETTINGS = 3
LABELS = {NEGATED: "sign", SCALED: "factor", TRANSPOSED: "transpose", COLLAPSED: "shape"}
OPEN = ("limit", "branch", "beyond")
COUNTS = ("n", "N", "m", "M", "batch_size")

Shapes = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Compared:
    """What a comparison came to.

    outcome: ``correct``, ``incorrect``, ``invalid``, ``undecided``. how: ``all_shapes``, ``shapes``, ``agreed`` | ``witness``,
    ``shape``, ``precision`` | the code of a refusal. label: what kind of slip the student's value shows: ``sign``, ``factor``, ``transpose``,
    ``shape``. note: ``equal_if`` where it would be right under other shapes. facts: what a sentence speaks of.
    """

    outcome: str
    how: str
    label: str | None = None
    note: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


def compare_statements(
    student: str, teacher: str, variables: Sequence[str] | None = None, shapes: Shapes | None = None
) -> Compared:
    """Compare a student's expression, statements or function with the teacher's.

    variables: the names that both may read; None: those that the teacher's code reads. shapes: names to dimension names; for absent
    names ranks are tried. A variable that is the name of a dimension is that size. Raises CodeError where the teacher's code can't be followed.

    >>> shapes = {"x": ["n", "d"], "delta": ["n", "k"]}
    >>> compare_statements("np.einsum('ni,nj->ij', x, delta)", "g = x.T @ delta", ["x", "delta"], shapes).how
    'all_shapes'
    >>> compare_statements("x.T @ -delta", "g = x.T @ delta", ["x", "delta"], shapes).label
    'sign'
    """
    right = _Code(teacher, variables)
    names = tuple(variables) if variables is not None else right.reads()
    try:
        left = _Code(student, names)
        left.check(names)
    except CodeError as error:
        return _refused(error)
    found: list[Compared] = []
    for inputs in _settings(right, names, shapes or {}):
        found.append(_compared(left, right, inputs))
        if len(found) > SETTINGS or not (found[-1].outcome == INCORRECT or found[-1].how == "branch"):
            break
    if not found:
        raise CodeError("shape", source=teacher[:80], shapes="")
    if found[0].outcome == INCORRECT and any(each.outcome == CORRECT for each in found[1:]):
        return Compared(UNDECIDED, found[0].how, found[0].label, "equal_if", found[0].facts)
    return next((each for each in found if each.how != "branch"), found[0])


class _Code:
    """A piece of code, and how its value is got: of an expression, of a name that is stored to, of a function that is called."""

    def __init__(self, text: str, allowed: Sequence[str] | None) -> None:
        self.module = parsed(text.strip())
        self.allowed = allowed
        if not self.module.body:
            raise CodeError("syntax", 1, file="", source="")
        last = self.module.body[-1]
        self.target = ast.unparse(_target(last)) if isinstance(last, ast.Assign | ast.AugAssign | ast.AnnAssign) else None

    def reads(self) -> tuple[str, ...]:
        """The names that it reads before it stores to them, modules left out."""
        stored: set[str] = set()
        found: dict[str, None] = {}
        for node in self.module.body:
            for each in ast.walk(node):
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load) and each.id not in stored | {"np", "numpy"}:
                    found[each.id] = None
            stored |= {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
        return tuple(found)

    def check(self, names: Sequence[str]) -> None:
        """Refuse what is no calculation: imports, classes, stores into what is given. Raises CodeError."""
        for each in ast.walk(self.module):
            if isinstance(each, ast.Import | ast.ImportFrom | ast.ClassDef | ast.Try | ast.With | ast.AsyncFunctionDef | ast.Raise):
                raise CodeError("unsupported", each.lineno, construct=type(each).__name__.lower())
            if isinstance(each, ast.Subscript | ast.Attribute) and isinstance(each.ctx, ast.Store):
                base = each.value
                if isinstance(base, ast.Name) and base.id in (*names, "np", "numpy"):
                    raise CodeError("changes_input", each.lineno, name=base.id)

    def narrows(self) -> str | None:
        """A cast below float64, as text, or None."""
        for each in ast.walk(self.module):
            word = each.attr if isinstance(each, ast.Attribute) else each.value if isinstance(each, ast.Constant) else None
            if word in NARROW:
                return str(word)
        return None

    def value(self, domain: Any, inputs: Mapping[str, Any], target: str | None) -> Any:
        """What it computes. ``target``: the name that is compared, if any. Raises CodeError."""
        interpreter = Interpreter(self.module, domain)
        function = next((each for each in self.module.body if isinstance(each, ast.FunctionDef)), None)
        if function is not None and len(self.module.body) == 1:
            missing = [each for each in parameters_of(function) if each not in inputs]
            if missing:
                raise CodeError("unknown_name", function.lineno, name=", ".join(missing))
            return _real(interpreter.run(function.name, inputs).returned)
        *before, last = self.module.body
        names = dict(inputs)
        if isinstance(last, ast.Expr):
            run = interpreter.follow(before, names)
            return _real(interpreter.evaluate(last.value, run.names))
        names |= {holder: {} for holder in _holders(self.module) if holder not in names}
        run = interpreter.follow(self.module.body, names)
        stored = {each.target: each.value for each in run.recorded}
        if run.returned is not None:
            return _real(run.returned)
        if target in stored:
            return _real(stored[target])
        if self.target in stored:
            return _real(stored[self.target])
        raise CodeError("unsupported", 1, construct="code without a value")


def _holders(module: ast.Module) -> set[str]:
    """Dictionaries that are stored into and made elsewhere, such as ``grad``."""
    made = {each.id for each in ast.walk(module) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    found = set()
    for each in ast.walk(module):
        match each:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str()), ctx=ast.Store()) if name not in made:
                found.add(name)
    return found


def _real(value: Any) -> Any:
    if not array_like(value) and not isinstance(value, int | float) and not hasattr(value, "numerator"):
        raise CodeError("unsupported", construct="code without a number as its value")
    return value


def _target(node: ast.Assign | ast.AugAssign | ast.AnnAssign) -> ast.expr:
    return node.targets[0] if isinstance(node, ast.Assign) else node.target


@dataclass(frozen=True)
class _Setting:
    """Shapes of all inputs by dimension names, and the variables that are sizes."""

    shapes: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, str]

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each for shape in self.shapes.values() for each in shape if not each.isdigit()))

    def sizes(self, numbers: Sequence[int]) -> dict[str, int]:
        return dict(zip(self.dimensions, numbers, strict=False))

    def inputs(self, sizes: Mapping[str, int], make: Any) -> dict[str, Any]:
        found = {
            name: make(name, tuple(int(each) if each.isdigit() else sizes[each] for each in shape))
            for name, shape in self.shapes.items()
        }
        return {**found, **{name: sizes[each] for name, each in self.counts.items()}}


def _settings(code: _Code, names: Sequence[str], shapes: Shapes) -> Iterator[_Setting]:
    """Ways to read the inputs under which the teacher's code can be followed: declared shapes, else ranks, batches first."""
    declared = {name: tuple(str(each).strip() for each in shape) for name, shape in shapes.items()}
    dimensions = {each for shape in declared.values() for each in shape}
    counts = {name: name for name in names if name in dimensions and name not in declared}
    arrays = [name for name in names if name not in counts]
    for form in profiles(Needs(arrays=arrays), declared):
        setting = _fitted(code, _Setting(form, counts), dimensions)
        if setting is None:
            continue
        yield setting
        sample = next((shape[0] for shape in setting.shapes.values() if len(shape) > 1), None)
        assumed = {name: sample for name in arrays if name in COUNTS and name not in declared and sample is not None}
        if assumed:
            yield _Setting({name: shape for name, shape in setting.shapes.items() if name not in assumed}, {**counts, **assumed})


def _fitted(code: _Code, setting: _Setting, kept: set[str]) -> _Setting | None:
    """The setting with every two axes made one that the teacher's code needs to be one."""
    for _ in range(20):
        sizes = setting.sizes(PRIMES)
        try:
            code.value(FLOATS, setting.inputs(sizes, lambda name, shape: FLOATS.fresh(name, shape, is_normal=False)), code.target)
        except CodeError as error:
            same = meeting(error, {size: name for name, size in sizes.items()}) if error.code == "shape" else None
            if same is None or set(same) <= kept:
                return None
            one, other = sorted(same, key=lambda each: (each not in kept, list(sizes).index(each)))
            changed = {name: tuple(one if each == other else each for each in shape) for name, shape in setting.shapes.items()}
            setting = _Setting(changed, setting.counts)
            continue
        return setting
    return None


def _compared(left: _Code, right: _Code, setting: _Setting) -> Compared:
    seen: list[Seen] = []
    proof = None
    for turn, numbers in enumerate(SIZES):
        sizes = setting.sizes(numbers)
        table = Nodes()
        inputs = setting.inputs(sizes, lambda name, shape, table=table: array_of(table, name, shape))
        wanted = right.value(Symbolic(table), inputs, right.target)
        fresh = setting.inputs(sizes, lambda name, shape, table=table: array_of(table, name, shape))
        try:
            given = left.value(Symbolic(table), fresh, right.target)
        except CodeError as error:
            if error.code == "shape":
                return Compared(INCORRECT, "shape", "shape", facts={**error.facts, "at": _at(sizes)})
            return _refused(error)
        pair = [_entries(table, each) for each in (given, wanted)]
        known = values_at(table, Points(), POINTS, [])
        values = [np.array([known[node.at] for node in nodes]).T.reshape((POINTS, *shape)) for nodes, shape in pair]
        seen.append(Seen(sizes, values[0], values[1]))
        if turn == 0 and pair[0][1] == pair[1][1]:
            proof = table, pair[0][0], pair[1][0]
    return _judged(left, right, setting, seen, proof)


def _entries(table: Nodes, value: Any) -> tuple[list[Any], tuple[int, ...]]:
    whole = np.asarray(value, dtype=object)
    return [table.of(each) for each in whole.ravel()], whole.shape


def _judged(left: _Code, right: _Code, setting: _Setting, seen: Sequence[Seen], proof: Any) -> Compared:
    gaps = [relative_gap(each.value, each.derivative) for each in seen]
    at = _at(seen[0].sizes)
    if any(each.value.shape != each.derivative.shape for each in seen):
        found = relation(seen)
        label = LABELS.get(found.kind, "shape") if found is not None else "shape"
        shapes = {"student": str(seen[0].value.shape[1:]), "wanted": str(seen[0].derivative.shape[1:]), "at": at}
        return Compared(INCORRECT, "shape", label, facts=shapes)
    if max(gaps) > FAR:
        return _different(seen, gaps)
    narrow = left.narrows()
    if narrow is not None:
        return Compared(INCORRECT, "precision", "precision", facts={"cast": narrow})
    if _proves_all_shapes(left, right, setting):
        return Compared(CORRECT, ALL_SHAPES)
    if proof is not None and all(_proves(*pair) for pair in zip(proof[1], proof[2], strict=True)):
        return Compared(CORRECT, SHAPES, facts={"at": at})
    if max(gaps) < CLOSE:
        return Compared(CORRECT, "agreed", facts={"points": str(POINTS * len(SIZES)), "gap": f"{max(gaps):.1g}"})
    return Compared(UNDECIDED, "near", facts={"gap": f"{max(gaps):.1g}"})


def _different(seen: Sequence[Seen], gaps: Sequence[float]) -> Compared:
    found = relation(seen)
    label = LABELS.get(found.kind) if found is not None and found.kind != EXACT else None
    worst = seen[int(np.argmax(gaps))]
    place = np.unravel_index(np.nanargmax(np.abs(worst.value - worst.derivative)), worst.value.shape)
    entry = ",".join(str(int(each)) for each in place[1:])
    facts = {
        "at": _at(worst.sizes),
        "entry": f"[{entry}]",
        "student": f"{worst.value[place]:.6g}",
        "wanted": f"{worst.derivative[place]:.6g}",
        "gap": f"{max(gaps):.2g}",
    }
    if found is not None and label in ("factor", "sign"):
        facts["factor"] = str(found.factor)
    return Compared(INCORRECT, "witness", label, facts=facts)


def _proves(one: Any, other: Any) -> bool:
    known: dict[int, Any] = {}
    left, right = (term_of(each, lambda _: False, known) for each in (one, other))
    return one is other or isinstance(compare(left, right), Proved)


def _proves_all_shapes(left: _Code, right: _Code, setting: _Setting) -> bool:
    inputs: dict[str, Any] = {name: free(name, shape) for name, shape in setting.shapes.items()}
    inputs |= {name: Indexed((), dimension(each)) for name, each in setting.counts.items()}
    try:
        one, other = (each.value(IndexForm(is_marking=False), inputs, right.target) for each in (left, right))
        if not isinstance(one, Indexed) or not isinstance(other, Indexed) or one.dimensions != other.dimensions:
            return False
        return not normal(one.entry + scaled(other.entry, -dimension("1")[0].number))
    except (CodeError, Beyond):
        return False


def _at(sizes: Mapping[str, int]) -> str:
    return ", ".join(f"{name} = {size}" for name, size in sizes.items())


def _refused(error: CodeError) -> Compared:
    facts = {**error.facts, "line": str(error.line or 1)}
    return Compared(UNDECIDED if error.code in OPEN else INVALID, error.code, facts=facts)
