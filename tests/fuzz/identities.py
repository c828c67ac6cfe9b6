"""ONE table of what may be rewritten into what: name, left, right, and the condition under which both are the same.

The letters a to d stand for any terms, whatever their values; where a condition names a letter, it stands for such terms only:
``real``, ``>= 0`` or ``> 0`` everywhere on the domain. Without a condition an identity holds for all complex values for which both
sides exist. A row may be used in both directions; letters that only the other side has are then filled with terms made up.
``FAULTY`` holds what people write instead. A test holds every row to values computed by mpmath.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from derivations.terms.reading import Reading, read
from derivations.terms.term import Term, names

CONSTANT_NAMES = frozenset("abcd")


@dataclass(frozen=True, slots=True)
class Identity:
    """Two forms of one function; ``left`` and ``right`` are texts over the letters a to d."""

    name: str
    left: str
    right: str
    condition: str = ""
    sides: tuple[Term, Term] = field(init=False)
    kinds: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        read_sides = tuple(_term(text) for text in (self.left, self.right))
        kinds = dict.fromkeys(sorted(names(read_sides[0]) | names(read_sides[1])), "any")
        for part in filter(None, self.condition.split(", ")):
            letter, kind = part.split(" ", 1)
            kinds[letter] = kind
        object.__setattr__(self, "sides", read_sides)
        object.__setattr__(self, "kinds", kinds)


def _term(text: str) -> Term:
    found = read(text)
    assert isinstance(found, Reading), (text, found)
    assert names(found.term) <= CONSTANT_NAMES, text
    return found.term


ALGEBRA = (
    Identity("sum commutes", "a + b", "b + a"),
    Identity("product commutes", "a*b", "b*a"),
    Identity("product distributes", "a*(b + c)", "a*b + a*c"),
    Identity("difference distributes", "a*(b - c)", "a*b - a*c"),
    Identity("minus before a sum", "-(a + b)", "-a - b"),
    Identity("minus twice", "-(-a)", "a"),
    Identity("difference turned round", "a - b", "-(b - a)"),
    Identity("minus as a factor", "-a", "(-1)*a"),
    Identity("added and subtracted", "a", "(a + b) - b"),
    Identity("zero added", "a", "a + 0"),
    Identity("one as a factor", "a", "1*a"),
    Identity("doubled", "a + a", "2*a"),
    Identity("tripled", "3*a", "a + 2*a"),
    Identity("halved", "a/2", "0.5*a"),
    Identity("a quarter", "a/4", "0.25*a"),
    Identity("two halves", "a", "a/2 + a/2"),
    Identity("square", "a*a", "a^2"),
    Identity("cube", "a*a^2", "a^3"),
    Identity("fourth power", "a^4", "(a^2)^2"),
    Identity("square of a sum", "(a + b)^2", "a^2 + 2*a*b + b^2"),
    Identity("square of a difference", "(a - b)^2", "a^2 - 2*a*b + b^2"),
    Identity("cube of a sum", "(a + b)^3", "a^3 + 3*a^2*b + 3*a*b^2 + b^3"),
    Identity("difference of squares", "(a + b)*(a - b)", "a^2 - b^2"),
    Identity("difference of cubes", "a^3 - b^3", "(a - b)*(a^2 + a*b + b^2)"),
    Identity("square of a product", "(a*b)^2", "a^2*b^2"),
    Identity("cube of a quotient", "(a/b)^3", "a^3/b^3"),
    Identity("negative exponent", "a^(-2)", "1/a^2"),
    Identity("reciprocal", "1/a", "a^(-1)"),
    Identity("quotient as a product", "a/b", "a*(1/b)"),
    Identity("quotient of a quotient", "(a/b)/c", "a/(b*c)"),
    Identity("divided by a quotient", "a/(b/c)", "a*c/b"),
    Identity("common denominator", "a/c + b/c", "(a + b)/c"),
    Identity("sum of reciprocals", "1/a + 1/b", "(a + b)/(a*b)"),
    Identity("mixed sum", "a/b + c", "(a + b*c)/b"),
    Identity("signs cancel", "a/b", "(-a)/(-b)"),
    Identity("extended", "a", "a*b/b", "b > 0"),
    Identity("partial fractions", "1/(a - 1) - 1/(a + 1)", "2/(a^2 - 1)"),
    Identity("divided out", "a/(1 + a)", "1 - 1/(1 + a)"),
)

EXPONENTIALS = (
    Identity("exp of a sum", "exp(a + b)", "exp(a)*exp(b)"),
    Identity("exp of a difference", "exp(a - b)", "exp(a)/exp(b)"),
    Identity("exp of minus", "exp(-a)", "1/exp(a)"),
    Identity("exp squared", "exp(2*a)", "exp(a)^2"),
    Identity("exp cubed", "exp(3*a)", "exp(a)^3"),
    Identity("half exponent", "exp(a/2)", "sqrt(exp(a))", "a real"),
    Identity("exp of a logarithm", "exp(ln(a))", "a"),
    Identity("logarithm of exp", "ln(exp(a))", "a", "a real"),
    Identity("logarithm of a product", "ln(a*b)", "ln(a) + ln(b)", "a > 0, b > 0"),
    Identity("positive factor in a logarithm", "ln(a*b)", "ln(a) + ln(b)", "a > 0"),
    Identity("logarithm of a quotient", "ln(a/b)", "ln(a) - ln(b)", "a > 0, b > 0"),
    Identity("logarithm of a reciprocal", "ln(1/a)", "-ln(a)", "a > 0"),
    Identity("logarithm of a square", "ln(a^2)", "2*ln(a)", "a > 0"),
    Identity("logarithm of a square, with bars", "ln(a^2)", "2*ln(|a|)", "a real"),
    Identity("logarithm of a root", "ln(sqrt(a))", "ln(a)/2"),
    Identity("logarithm of a power", "ln(a^b)", "b*ln(a)", "a > 0, b real"),
    Identity("power as exp", "a^b", "exp(b*ln(a))", "a > 0"),
    Identity("power of two", "2^a", "exp(a*ln(2))"),
    Identity("powers of four", "4^a", "2^(2*a)"),
    Identity("exponents add", "a^(b + c)", "a^b*a^c", "a > 0"),
    Identity("exponents multiply", "(a^b)^c", "a^(b*c)", "a > 0, b real"),
    Identity("power of a product", "(a*b)^c", "a^c*b^c", "a > 0, b > 0"),
    Identity("bases multiply", "2^a*3^a", "6^a"),
)

ROOTS = (
    Identity("root as a power", "sqrt(a)", "a^(1/2)"),
    Identity("square of a root", "sqrt(a)^2", "a"),
    Identity("root of a square", "sqrt(a^2)", "|a|", "a real"),
    Identity("root of a square of a positive", "sqrt(a^2)", "a", "a >= 0"),
    Identity("root of a product", "sqrt(a*b)", "sqrt(a)*sqrt(b)", "a >= 0"),
    Identity("root of a quotient", "sqrt(a/b)", "sqrt(a)/sqrt(b)", "b > 0"),
    Identity("root in a denominator", "1/sqrt(a)", "sqrt(a)/a"),
    Identity("four leaves the root", "sqrt(4*a)", "2*sqrt(a)"),
    Identity("a half power more", "a^(3/2)", "a*sqrt(a)"),
    Identity("conjugate roots", "1/(sqrt(a + 1) - sqrt(a))", "sqrt(a + 1) + sqrt(a)"),
    Identity("cube of a cube root", "cbrt(a)^3", "a", "a real"),
    Identity("cube root of a cube", "cbrt(a^3)", "a", "a real"),
    Identity("cube root of minus", "cbrt(-a)", "-cbrt(a)", "a real"),
    Identity("cube root as a power", "cbrt(a)", "a^(1/3)", "a >= 0"),
)

CIRCULAR = (
    Identity("Pythagoras", "sin(a)^2", "1 - cos(a)^2"),
    Identity("one", "1", "sin(a)^2 + cos(a)^2"),
    Identity("double sine", "sin(2*a)", "2*sin(a)*cos(a)"),
    Identity("double cosine", "cos(2*a)", "cos(a)^2 - sin(a)^2"),
    Identity("double cosine by the sine", "cos(2*a)", "1 - 2*sin(a)^2"),
    Identity("square of the cosine", "cos(a)^2", "(1 + cos(2*a))/2"),
    Identity("triple sine", "sin(3*a)", "3*sin(a) - 4*sin(a)^3"),
    Identity("sine of a sum", "sin(a + b)", "sin(a)*cos(b) + cos(a)*sin(b)"),
    Identity("cosine of a difference", "cos(a - b)", "cos(a)*cos(b) + sin(a)*sin(b)"),
    Identity("product of sines", "sin(a)*sin(b)", "(cos(a - b) - cos(a + b))/2"),
    Identity("sine is odd", "sin(-a)", "-sin(a)"),
    Identity("cosine is even", "cos(-a)", "cos(a)"),
    Identity("tangent", "tan(a)", "sin(a)/cos(a)"),
    Identity("derivative of the tangent", "1 + tan(a)^2", "1/cos(a)^2"),
    Identity("secant", "sec(a)", "1/cos(a)"),
    Identity("cotangent", "cot(a)", "1/tan(a)"),
    Identity("quarter turn", "sin(a + pi/2)", "cos(a)"),
    Identity("half turn", "cos(a + pi)", "-cos(a)"),
    Identity("full turn", "sin(a + 2*pi)", "sin(a)"),
    Identity("sine of the arc sine", "sin(asin(a))", "a"),
    Identity("tangent of the arc tangent", "tan(atan(a))", "a", "a real"),
    Identity("cosine of the arc tangent", "cos(atan(a))", "1/sqrt(1 + a^2)", "a real"),
    Identity("arc tangent is odd", "atan(-a)", "-atan(a)", "a real"),
)

HYPERBOLIC = (
    Identity("hyperbolic Pythagoras", "cosh(a)^2", "1 + sinh(a)^2"),
    Identity("sinh by exp", "sinh(a)", "(exp(a) - exp(-a))/2"),
    Identity("cosh by exp", "cosh(a)", "(exp(a) + exp(-a))/2"),
    Identity("exp by cosh and sinh", "exp(a)", "cosh(a) + sinh(a)"),
    Identity("tanh as a quotient", "tanh(a)", "sinh(a)/cosh(a)"),
    Identity("tanh by exp", "tanh(a)", "(exp(2*a) - 1)/(exp(2*a) + 1)"),
    Identity("tanh by one exp", "tanh(a)", "1 - 2/(1 + exp(2*a))"),
    Identity("derivative of tanh", "1 - tanh(a)^2", "1/cosh(a)^2"),
    Identity("sech", "sech(a)", "1/cosh(a)"),
    Identity("double sinh", "sinh(2*a)", "2*sinh(a)*cosh(a)"),
    Identity("tanh of a sum", "tanh(a + b)", "(tanh(a) + tanh(b))/(1 + tanh(a)*tanh(b))"),
    Identity("tanh is odd", "tanh(-a)", "-tanh(a)"),
    Identity("area sine", "asinh(a)", "ln(a + sqrt(a^2 + 1))", "a real"),
)

ACTIVATIONS = (
    Identity("sigmoid", "sigmoid(a)", "1/(1 + exp(-a))"),
    Identity("sigmoid, the other form", "sigmoid(a)", "exp(a)/(1 + exp(a))"),
    Identity("sigmoid of minus", "sigmoid(-a)", "1 - sigmoid(a)"),
    Identity("sigmoid by tanh", "sigmoid(a)", "(1 + tanh(a/2))/2"),
    Identity("tanh by the sigmoid", "tanh(a)", "2*sigmoid(2*a) - 1"),
    Identity("derivative of the sigmoid", "sigmoid(a)*(1 - sigmoid(a))", "exp(-a)/(1 + exp(-a))^2"),
    Identity("derivative of the sigmoid, by cosh", "sigmoid(a)*(1 - sigmoid(a))", "1/(4*cosh(a/2)^2)"),
    Identity("logit", "ln(sigmoid(a)/(1 - sigmoid(a)))", "a", "a real"),
    Identity("softplus", "softplus(a)", "ln(1 + exp(a))"),
    Identity("softplus of minus", "softplus(a)", "a + softplus(-a)", "a real"),
    Identity("logarithm of the sigmoid", "ln(sigmoid(a))", "-softplus(-a)", "a real"),
    Identity("logarithm of a sum of exps", "ln(exp(a) + exp(b))", "a + softplus(b - a)", "a real, b real"),
    Identity("softmax of two", "softmax(a, b)", "sigmoid(a - b)"),
    Identity("softmax of three", "softmax(a, b, c)", "exp(a)/(exp(a) + exp(b) + exp(c))"),
    Identity("softmax shifted", "softmax(a + c, b + c)", "softmax(a, b)"),
)

PIECES = (
    Identity("ReLU as a maximum", "relu(a)", "max(0, a)", "a real"),
    Identity("ReLU by bars", "relu(a)", "(a + |a|)/2", "a real"),
    Identity("both halves", "a", "relu(a) - relu(-a)", "a real"),
    Identity("bars by ReLU", "|a|", "relu(a) + relu(-a)", "a real"),
    Identity("ReLU scaled", "relu(b*a)", "b*relu(a)", "a real, b > 0"),
    Identity("ReLU squared", "relu(a)^2", "a*relu(a)", "a real"),
    Identity("ReLU of a positive", "relu(a)", "a", "a >= 0"),
    Identity("ReLU by the step", "relu(a)", "a*step(a)", "a real"),
    Identity("maximum by bars", "max(a, b)", "(a + b + |a - b|)/2", "a real, b real"),
    Identity("minimum by bars", "min(a, b)", "(a + b - |a - b|)/2", "a real, b real"),
    Identity("maximum by ReLU", "max(a, b)", "a + relu(b - a)", "a real, b real"),
    Identity("maximum commutes", "max(a, b)", "max(b, a)", "a real, b real"),
    Identity("minimum by the maximum", "min(a, b)", "-max(-a, -b)", "a real, b real"),
    Identity("maximum of three", "max(a, max(b, c))", "max(a, b, c)", "a real, b real, c real"),
    Identity("maximum shifted", "max(a + c, b + c)", "max(a, b) + c", "a real, b real, c real"),
    Identity("both together", "max(a, b) + min(a, b)", "a + b", "a real, b real"),
    Identity("bars squared", "|a|^2", "a^2", "a real"),
    Identity("bars of a product", "|a*b|", "|a|*|b|"),
    Identity("bars of a quotient", "|a/b|", "|a|/|b|"),
    Identity("bars of minus", "|-a|", "|a|"),
    Identity("bars of a positive", "|a|", "a", "a >= 0"),
    Identity("bars as a root", "|a|", "sqrt(a^2)", "a real"),
    Identity("bars as a maximum", "|a|", "max(a, -a)", "a real"),
    Identity("bars by the sign", "|a|", "a*sign(a)", "a real"),
    Identity("sign and size", "a", "sign(a)*|a|", "a real"),
    Identity("sign of a product", "sign(a*b)", "sign(a)*sign(b)", "a real, b real"),
    Identity("cosine of bars", "cos(|a|)", "cos(a)", "a real"),
)

IDENTITIES = ALGEBRA + EXPONENTIALS + ROOTS + CIRCULAR + HYPERBOLIC + ACTIVATIONS + PIECES

FAULTY = (
    Identity("square term by term", "(a + b)^2", "a^2 + b^2"),
    Identity("reciprocal term by term", "1/(a + b)", "1/a + 1/b"),
    Identity("denominator taken apart", "a/(b + c)", "a/b + a/c"),
    Identity("minus before the first summand only", "-(a + b)", "-a + b"),
    Identity("difference turned round without sign", "a - b", "b - a"),
    Identity("cancelled in a sum", "(a + b)/(a + c)", "b/c"),
    Identity("distributed to the first summand only", "a*(b + c)", "a*b + c"),
    Identity("exponents multiplied", "a^b*a^c", "a^(b*c)"),
    Identity("factor not raised", "(a*b)^2", "a*b^2"),
    Identity("exp term by term", "exp(a + b)", "exp(a) + exp(b)"),
    Identity("exponents of exp multiplied", "exp(a)*exp(b)", "exp(a*b)"),
    Identity("logarithm term by term", "ln(a + b)", "ln(a) + ln(b)"),
    Identity("logarithm of a square of any sign", "ln(a^2)", "2*ln(a)"),
    Identity("logarithms multiplied", "ln(a)*ln(b)", "ln(a + b)"),
    Identity("root term by term", "sqrt(a^2 + b^2)", "a + b"),
    Identity("root of a square without bars", "sqrt(a^2)", "a"),
    Identity("sine term by term", "sin(a + b)", "sin(a) + sin(b)"),
    Identity("double angle as a factor", "sin(2*a)", "2*sin(a)"),
    Identity("Pythagoras with a minus", "cosh(a)^2", "1 - sinh(a)^2"),
    Identity("square inside", "sin(a)^2", "sin(a^2)"),
    Identity("tanh with half the argument", "tanh(a)", "2*sigmoid(a) - 1"),
    Identity("sigmoid plus", "sigmoid(a)*(1 - sigmoid(a))", "sigmoid(a)*(1 + sigmoid(a))"),
    Identity("square forgotten", "exp(-a)/(1 + exp(-a))^2", "exp(-a)/(1 + exp(-a))"),
    Identity("sigmoid is not odd", "sigmoid(-a)", "-sigmoid(a)"),
    Identity("ReLU term by term", "relu(a + b)", "relu(a) + relu(b)"),
    Identity("ReLU is not odd", "relu(-a)", "-relu(a)"),
    Identity("bars term by term", "|a + b|", "|a| + |b|"),
    Identity("bars left out", "|a|", "a"),
    Identity("maximum is the first", "max(a, b)", "a"),
    Identity("maximum scaled by any sign", "max(c*a, c*b)", "c*max(a, b)"),
)
"""What people write; each differs somewhere, though not for every term put in: a pair made with it is certified by values."""
