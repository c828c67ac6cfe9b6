"""Misconceptions about a question as a whole: its variable, its sign, whether anything is differentiated at all.

They are applied where a derivation begins and nowhere inside. Slot ``y`` stands for a name that is not the variable.
"""

from __future__ import annotations

from derivations.steps.matching import D, slot
from derivations.steps.step import derivative_of, faulty
from derivations.terms.term import apply, name, neg

u, y, x = slot("u"), slot("y"), name("x")
EXAMPLE = x**2 * apply("sin", x)

FAULTY = (
    faulty("not_differentiated", "definition", before=D(u), after=u, counterexample=EXAMPLE),
    faulty("sign_overall", "definition", before=D(u), after=neg(D(u)), counterexample=EXAMPLE),
    faulty("wrong_variable", "definition", before=D(u), after=derivative_of(u, y), counterexample=EXAMPLE),
)
