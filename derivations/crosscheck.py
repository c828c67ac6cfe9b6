"""The three-way oracle: derivation, NumPy backward pass and differences of the forward pass must give one gradient.

Differences know nothing of the chain rule. Central differences bring a rounding error of about 1e-10; the complex step
has almost none, but needs a forward pass that takes complex numbers and is smooth at the point. So the bounds differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from derivations import network
from derivations.code.identify import SIZES, Judged, sample, sizes_of
from derivations.code.model import Model, ahead, follow
from derivations.code.values.floats import COMPLEX, FLOATS
from derivations.course import backprop
from derivations.differences import Array, central_differences, complex_step, negligible, relative_error, worst_error
from derivations.evaluate import NotNumeric, evaluate
from derivations.terms.domain import Domain
from derivations.terms.term import Term, names

Values = Mapping[str, Array]
Definitions = tuple[tuple[str, Term], ...]

CENTRAL_BOUND = 1e-7
COMPLEX_STEP_BOUND = 1e-12
DERIVATION_BOUND = 1e-12
KINK_DISTANCE = 1e-2
POINTS, CANDIDATES, DRAWN = 5, 15, 60


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far apart the independent ways to one gradient lie, as the largest relative error over all points.

    derivation: the derived formula against the NumPy backward pass; central, complex_step: the backward pass against
    differences. None where there is no such counterpart.
    """

    name: str
    points: int
    central: float
    complex_step: float
    derivation: float | None = None

    @property
    def holds(self) -> bool:
        """Whether every way agrees within its bound."""
        return (
            self.central <= CENTRAL_BOUND
            and self.complex_step <= COMPLEX_STEP_BOUND
            and (self.derivation is None or self.derivation <= DERIVATION_BOUND)
        )

    @property
    def worst(self) -> float:
        """The largest of the exact comparisons: complex step and derivation."""
        return max(self.complex_step, self.derivation or 0.0)


def check_gradients(
    error: Callable[[Values], Any],
    points: tuple[Values, ...],
    backward: Callable[[Values], Values],
    derived: Callable[[Values], Values] | None = None,
) -> tuple[Agreement, ...]:
    """Compare a backward pass with differences, and with a derivation where there is one, at each point.

    error:    the scalar E from a mapping of all names to arrays.
    points:   such mappings; keep them away from kinks, where E has no derivative.
    backward: the gradients by name, each of the shape of its variable.
    derived:  the same by evaluating derived formulas.
    Returns one agreement per gradient, in the order of ``backward``. Central differences are measured by the largest gradient of
    all points: beside a multiple zero, as of t^4, a gradient is smaller than what they can resolve.
    """
    central, step, formula = (defaultdict[str, list[tuple[Array, Array]]](list) for _ in range(3))
    for point in points:
        formulas = derived(point) if derived else {}
        for name, gradient in backward(point).items():
            partial = _along(error, point, name)
            central[name].append((gradient, central_differences(partial, point[name])))
            step[name].append((gradient, complex_step(partial, point[name])))
            if name in formulas:
                formula[name].append((gradient, formulas[name]))
    return tuple(
        Agreement(name, len(points), _over_all(pairs), worst_error(step[name]), worst_error(formula[name]) if derived else None)
        for name, pairs in central.items()
    )


def _over_all(pairs: list[tuple[Array, Array]]) -> float:
    """The largest distance of two gradients over all points, relative to the largest of them."""
    if any(np.shape(left) != np.shape(right) for left, right in pairs):
        return float("inf")
    return relative_error(*(np.concatenate([np.ravel(pair[side]) for pair in pairs]) for side in (0, 1)))


def _along(error: Callable[[Values], Any], point: Values, name: str) -> Callable[[Array], Any]:
    return lambda value: error({**point, name: value})


def formula_points(
    definitions: Definitions, domain: Domain, count: int = 5, also: Iterable[str] = ()
) -> tuple[dict[str, float], ...]:
    """Points for the free names of the definitions, and of others, inside the domain, the same every time."""
    defined = {each for each, _ in definitions}
    free = sorted({each for _, term in definitions for each in names(term)}.union(also) - defined)
    generator = np.random.default_rng(len(free))
    return tuple({each: float(generator.uniform(*range_of(domain, each))) for each in free} for _ in range(count))


def backward_pass(definitions: Definitions, output: str, point: Mapping[str, float]) -> dict[str, float]:
    """Adjoints d output / d name for every name, by reverse accumulation through the definitions in NumPy.

    Local partial derivatives are taken by the complex step, so no rule of differentiation is used.

    >>> from derivations.terms.term import name
    >>> backward_pass((("z", name("t") ** 2), ("t", name("x") + name("y"))), "z", {"x": 1.0, "y": 2.0})["x"]
    6.0
    """
    terms = dict(definitions)
    values: dict[str, Any] = dict(point)
    order: list[str] = []

    def compute(quantity: str) -> None:
        for each in sorted(names(terms[quantity]) & terms.keys()):
            if each not in values:
                compute(each)
        values[quantity] = evaluate(terms[quantity], values)
        order.append(quantity)

    compute(output)
    adjoints = {output: 1.0}
    for quantity in reversed(order):
        for each in sorted(names(terms[quantity])):
            local = np.imag(evaluate(terms[quantity], {**values, each: values[each] + 1e-30j})) / 1e-30
            adjoints[each] = adjoints.get(each, 0.0) + adjoints.get(quantity, 0.0) * float(local)
    return adjoints


def telling(
    definitions: Definitions, quantity: str, variable: str, points: Iterable[dict[str, float]]
) -> tuple[tuple[dict[str, float], float], ...]:
    """The first of the points, each with the slope there; where it is far below the largest, rounding is all that is left of it.

    >>> from derivations.terms.term import name
    >>> telling((("z", name("x") ** 9),), "z", "x", [{"x": 0.1}, {"x": 1.0}])
    (({'x': 1.0}, 9.0),)
    """
    found = [(point, backward_pass(definitions, quantity, point).get(variable, 0.0)) for point in points]
    finite = [each for each in found if np.isfinite(each[1])]
    least = negligible(abs(slope) for _, slope in finite)
    return tuple(each for each in finite if abs(each[1]) >= least)[:POINTS]


def check_formula(
    definitions: Definitions, quantity: str, variable: str, answer: Term, domain: Domain, at: Mapping[str, float] | None = None
) -> Agreement:
    """The derived d quantity / d variable against reverse accumulation and differences in NumPy.

    at: coordinates that are asked for, where the answer is the derivative there.
    A variable that is itself defined (dz/dt, where t = x + y) is moved by itself, away from its value at the point.
    Points where the quantity has no real value, such as log(x) below 0, are passed over.
    Raises NotNumeric where a function has no value in NumPy, or no point has one.
    """
    terms = dict(definitions)

    def value(point: Values, wanted: str = quantity) -> Any:
        known: dict[str, Any] = dict(point)
        while wanted not in known:
            ready = [each for each in terms if each not in known and names(terms[each]) <= known.keys()]
            if not ready:
                raise NotNumeric(wanted)
            known.update({each: evaluate(terms[each], known) for each in ready})
        return known[wanted]

    def placed(point: Values) -> Values:
        return {**point, variable: value(point, variable)} if variable in terms else point

    pinned = ({**point, **(at or {})} for point in formula_points(definitions, domain, DRAWN))
    drawn = (placed({each: np.array(value) for each, value in point.items()}) for point in pinned)
    with np.errstate(all="ignore"):
        points = tuple(islice((point for point in drawn if np.isfinite(value(point))), CANDIDATES))
        told = telling(definitions, quantity, variable, map(_floats, points))
    if not points:
        raise NotNumeric(quantity)
    return check_gradients(
        value,
        tuple({each: np.array(at) for each, at in point.items()} for point, _ in told),
        lambda point: {variable: np.array(backward_pass(definitions, quantity, _floats(point))[variable])},
        lambda point: {variable: np.array(evaluate(answer, point), dtype=float)},
    )[0]


def check_maximum(function: Term, variable: str, maximum: Term, at: Term | None) -> float:
    """How far a derived maximum of a function of one variable lies from the largest value on a NumPy grid, relatively.

    The grid covers [-20, 20] and holds the derived place itself; a larger value anywhere is an error of that size.
    """
    grid = np.linspace(-20, 20, 40_001)
    if at is not None:
        grid = np.append(grid, evaluate(at, {}))
    return relative_error(np.max(evaluate(function, {variable: grid})), np.array(evaluate(maximum, {}), dtype=float))


def _floats(point: Values) -> dict[str, float]:
    return {each: float(value) for each, value in point.items()}


def range_of(domain: Domain, identifier: str, lowest: float = -2.0, highest: float = 2.0) -> tuple[float, float]:
    """An interval inside a name's domain, away from its ends; ``lowest`` and ``highest`` where nothing is declared.

    >>> from derivations.terms.domain import domain_of
    >>> range_of(domain_of({"x": "interval(1, 11)"}), "x"), range_of(Domain(), "x")
    ((1.5, 10.5), (-2.0, 2.0))
    """
    assumption = domain[identifier]
    low = float(evaluate(assumption.low, {})) if assumption.low is not None else None
    high = float(evaluate(assumption.high, {})) if assumption.high is not None else None
    if low is None and high is None:
        return (0.2, highest) if assumption.nonzero else (lowest, highest)
    span = (highest - lowest) * 3 / 4
    start = low if low is not None else (high or 0.0) - span
    end = high if high is not None else start + span
    margin = (end - start) * 0.05
    return (start + margin, end - margin)


def check_statement(model: Model, statement: Judged, quantity: str, formula: Term | None = None) -> Agreement:
    """What a statement of a listing stores against differences of its forward pass, and against a derived formula.

    The listings are followed, not run, over float64 at three tuples of distinct sizes. Raises CodeError, NotNumeric.
    """
    found = []
    for turn in range(len(SIZES)):
        sizes = sizes_of(model, turn)
        inputs = sample(model, sizes, turn)
        passes = follow(model, FLOATS, inputs)
        place = (statement.line, statement.column, statement.target)
        stored = next(each.value for each in reversed(passes.recorded) if (each.line, each.column, each.target) == place)
        values = passes.names
        partial = _interpreted_error(model, inputs, quantity)
        derived = evaluate(formula, {**values, **sizes, "1_N": np.ones(sizes.get("N", 1))}) if formula is not None else stored
        found.append(
            (
                relative_error(stored, central_differences(partial, values[quantity])),
                relative_error(stored, complex_step(partial, values[quantity])),
                relative_error(stored, derived),
            )
        )
    central, step, from_formula = (max(column) for column in zip(*found, strict=True))
    return Agreement(quantity, len(SIZES), central, step, from_formula if formula is not None else None)


def check_network(activation: str = "sigmoid") -> tuple[Agreement, ...]:
    """Every parameter of ``derivations.network``: derivation, backward as it runs, and differences of forward as it runs.

    >>> all(agreement.holds for agreement in check_network())
    True
    """
    forward, backward = NETWORKS[activation]
    derived = backprop.formulas(activation)

    def error(point: Values) -> Any:
        return network.mean_squared_error(point["d"], forward(dict(point), point["x"])[1])

    def gradients(point: Values) -> Values:
        return backward(dict(point), point["x"], point["d"], *forward(dict(point), point["x"]))

    def evaluated(point: Values) -> Values:
        z1, y = forward(dict(point), point["x"])
        samples, outputs = y.shape
        known = {**point, "z1": z1, "u1": z1, "y": y, "N": samples, "K": outputs, "1_N": np.ones(samples)}
        return {name: evaluate(formula, known) for name, formula in derived.items()}

    return check_gradients(error, tuple(network_point(seed) for seed in range(3)), gradients, evaluated)


NETWORKS = {
    "sigmoid": (network.forward, network.backward),
    "relu": (network.forward_relu, network.backward_relu),
}
"""The teaching networks by activation. For ReLU, z1 stands in for u1 in formulas: both are positive at the same places."""


def network_point(seed: int) -> dict[str, Array]:
    """Inputs, targets and parameters with sizes that differ from each other and from point to point.

    Pre-activations of the hidden layer keep a distance from 0, where ReLU has its kink.
    """
    samples, inputs, hidden, outputs = SIZES[seed % len(SIZES)][:4]
    generator = np.random.default_rng(seed)
    while True:
        point = {
            "x": generator.normal(size=(samples, inputs)),
            "d": generator.normal(size=(samples, outputs)),
            "W1": generator.normal(size=(inputs, hidden)),
            "b1": generator.normal(size=hidden),
            "W2": generator.normal(size=(hidden, outputs)),
            "b2": generator.normal(size=outputs),
        }
        if np.min(np.abs(point["x"] @ point["W1"] + point["b1"])) > KINK_DISTANCE:
            return point


def _interpreted_error(model: Model, inputs: Values, quantity: str) -> Callable[[Array], Any]:
    def error(value: Array) -> Any:
        return ahead(model, COMPLEX if np.iscomplexobj(value) else FLOATS, inputs, {quantity: value})[1]

    return error
