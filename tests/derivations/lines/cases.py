"""Derivations in many hands: for each the question, the lines as typed, and what each line is.

Statuses by a letter: ``.`` right in any way, ``f`` follows through, ``i`` incomplete, ``F`` form, ``x`` wrong, ``u`` unreadable,
``?`` undecided. A capital D at the place of a right line: it must be a detour.
"""

from __future__ import annotations

Case = tuple[str, str, str, list[str], str]

SQUARE = "t = x + y; z = t^2"
TWIN = "t = x^2 + y; z = t^2"
SINE = "t = 3x + y; z = sin(t)"
SIGMOID = "u = w*x + b; y = sigmoid(u); E = 1/2*(y - d)^2"
PATHS = "s = x^2; t = sin(x); z = s*t"
DIRECT = "t = x^2; z = t*x"

CASES: list[Case] = [
    # As a school book does it.
    ("plain", SQUARE, "dz/dx", ["dz/dt = 2t", "dt/dx = 1", "dz/dx = dz/dt * dt/dx", "= 2t * 1", "= 2(x+y)"], "....."),
    ("chain in one line", TWIN, "dz/dx", ["dz/dx = dz/dt * dt/dx = 2t * 2x = 4x(x^2+y)"], "."),
    ("factors in another order", TWIN, "dz/dx", ["dz/dx = dt/dx * dz/dt", "dz/dx = 2x * 2t", "dz/dx = 4x^3 + 4xy"], "..."),
    ("half worked out", TWIN, "dz/dx", ["dz/dx = 2t * dt/dx", "= dz/dt * 2x", "= 4x(x^2 + y)"], "..."),
    ("only the answer", TWIN, "dz/dx", ["4x(x^2 + y)"], "."),
    ("answer with its left side", TWIN, "dz/dx", ["dz/dx = 4*x*(x**2 + y)"], "."),
    ("a one is written", SQUARE, "dz/dx", ["dz/dx = dz/dt * 1", "= 2(x + y)"], ".."),
    # Japanese.
    (
        "japanese",
        SQUARE,
        "dz/dx",
        ["z = t^2 を t で微分して dz/dt = 2t", "また、dt/dx = 1", "よって dz/dx = dz/dt・dt/dx = 2t・1 = 2(x+y)"],
        "...",
    ),
    ("japanese, full width", SQUARE, "dz/dx", ["ｄｚ／ｄｔ＝２ｔ、ｄｔ／ｄｘ＝１", "∴　ｄｚ／ｄｘ＝２（ｘ＋ｙ）"], ".."),
    (
        "japanese, remarks",
        TWIN,
        "dz/dx",
        ["t = x^2 + y とおくと", "dz/dx = dz/dt · dt/dx （連鎖律より）", "= 2t × 2x = 4x(x^2+y)　（答）"],
        "...",
    ),
    (
        "japanese, wrong",
        TWIN,
        "dz/dx",
        ["連鎖律より dz/dx = dz/dt · dt/dx", "dz/dt = 2t、dt/dx = x なので", "dz/dx は 2tx である", "したがって 2x(x^2+y)"],
        ".xff",
    ),
    ("japanese, numbered", SQUARE, "dz/dx", ["① dz/dt = 2t", "② dt/dx = 1", "①②より dz/dx = 2(x+y)"], "..."),
    ("japanese, a copula", SQUARE, "dz/dx", ["答えは 2(x+y) です。"], "."),
    ("japanese, talk", SQUARE, "dz/dx", ["合成関数の微分を使う。", "t は x と y の関数なので、", "dz/dx = 2(x+y)。"], "..."),
    # English.
    (
        "english",
        SQUARE,
        "dz/dx",
        [
            "Let t = x + y. Then z = t^2.",
            "By the chain rule, dz/dx = dz/dt * dt/dx.",
            "Since dt/dx = 1, we get dz/dx = 2t",
            "Therefore dz/dx = 2(x + y).",
        ],
        "....",
    ),
    ("english, reason behind", SINE, "dz/dx", ["dz/dx = cos(t) * 3 (since dt/dx = 3)", "= 3 cos(3x + y)"], ".."),
    ("english, wrong reason", SINE, "dz/dx", ["dz/dx = cos(t) * dt/dx where dt/dx = 1", "= cos(3x + y)"], "xf"),
    # LaTeX and Unicode.
    (
        "align",
        TWIN,
        "dz/dx",
        [
            r"\begin{align*}",
            r"\frac{dz}{dx} &= \frac{dz}{dt} \cdot \frac{dt}{dx} \\",
            r"&= 2t \cdot 2x \\",
            r"&= \boxed{4x(x^2+y)}",
            r"\end{align*}",
        ],
        ".....",
    ),
    (
        "align in one",
        TWIN,
        "dz/dx",
        [r"\begin{aligned}\frac{dz}{dx} &= \frac{dz}{dt}\frac{dt}{dx}\\[4pt] &= 2t\cdot 2x\\ &= 4x\left(x^2+y\right)\end{aligned}"],
        ".",
    ),
    (
        "latex, two in a row",
        SINE,
        "dz/dx",
        [
            r"\frac{\partial z}{\partial t} = \cos t, \quad \frac{\partial t}{\partial x} = 3",
            r"\therefore \frac{\partial z}{\partial x} = 3\cos(3x+y) \quad \text{(chain rule)}",
        ],
        "..",
    ),
    ("latex, wrong", SINE, "dz/dx", [r"\frac{dz}{dt} = -\cos t", r"\frac{dz}{dx} = -3\cos\left(3x+y\right)"], "xf"),
    ("dollars", SQUARE, "dz/dx", ["$\\frac{dz}{dx} = 2t$ より", "$$\\frac{dz}{dx} = 2(x+y)$$"], ".."),
    ("unicode", TWIN, "dz/dx", ["∂z/∂t = 2t", "∂t/∂x = 2x", "∂z/∂x = ∂z/∂t · ∂t/∂x = 4x(x²+y)"], "..."),
    ("primes", "z = (x^2 + 1)^3", "dz/dx", ["u = x^2 + 1", "u' = 2x", "z' = 3u^2 * u'", "z' = 6x(x^2+1)^2"], "D..."),
    ("subscripts for derivatives", TWIN, "dz/dx", ["z_t = 2t", "t_x = 2x", "z_x = 4x(x^2+y)"], "..."),
    # Other routes that are sound.
    ("expand first", SQUARE, "dz/dx", ["z = (x+y)^2 = x^2 + 2xy + y^2", "dz/dx = 2x + 2y"], "D."),
    (
        "expand first, operators",
        SQUARE,
        "dz/dx",
        ["z = x^2 + 2xy + y^2", "dz/dx = d/dx(x^2) + d/dx(2xy) + d/dx(y^2)", "= 2x + 2y + 0"],
        "D..",
    ),
    (
        "own intermediate",
        "z = sin((x^2+1)^3)",
        "dz/dx",
        [
            "u = x^2 + 1",
            "v = u^3",
            "z = sin(v)",
            "dz/dv = cos(v)",
            "dv/du = 3u^2",
            "du/dx = 2x",
            "dz/dx = dz/dv * dv/du * du/dx",
            "= 6x(x^2+1)^2 cos((x^2+1)^3)",
        ],
        "DDD.....",
    ),
    (
        "own intermediate, z unsaid",
        "z = (3x + 1)^4",
        "dz/dx",
        ["Let u = 3x + 1", "dz/du = 4u^3", "du/dx = 3", "dz/dx = 12(3x+1)^3"],
        "D...",
    ),
    (
        "definition put in first",
        TWIN,
        "dz/dx",
        ["dz/dx = d/dx (x^2 + y)^2", "= 2(x^2 + y) * d/dx(x^2 + y)", "= 2(x^2+y) * 2x"],
        "...",
    ),
    (
        "product rule",
        "z = x^2 * sin(x)",
        "dz/dx",
        ["(x^2)' = 2x", "(sin x)' = cos x", "dz/dx = (x^2)' sin(x) + x^2 (sin x)'", "= 2x sin x + x^2 cos x"],
        "....",
    ),
    (
        "product rule, own names",
        "z = x^2 * sin(x)",
        "dz/dx",
        ["f = x^2, g = sin(x)", "dz/dx = f' g + f g'", "= 2x sin(x) + x^2 cos(x)"],
        "D..",
    ),
    ("quotient rule", "z = x / (1 + x^2)", "dz/dx", ["dz/dx = (1*(1+x^2) - x * 2x)/(1+x^2)^2", "= (1 - x^2)/(1 + x^2)^2"], ".."),
    (
        "quotient, negative power",
        "z = x / (1 + x^2)",
        "dz/dx",
        ["z = x (1+x^2)^(-1)", "dz/dx = (1+x^2)^(-1) - 2x^2 (1+x^2)^(-2)"],
        "D.",
    ),
    ("logarithm", "z = (x^2+1)^x", "dz/dx", ["ln(z) = x ln(x^2+1)", "dz/dx = z (ln(x^2+1) + 2x^2/(x^2+1))"], ".F"),
    ("identity on the way", SIGMOID, "dy/du", ["1 - sigmoid(u) = 1/(1 + e^u)", "dy/du = sigmoid(u) (1 - sigmoid(u))"], ".."),
    (
        "two paths",
        PATHS,
        "dz/dx",
        ["dz/dx = ∂z/∂s * ds/dx + ∂z/∂t * dt/dx", "= t * 2x + s * cos(x)", "= 2x sin(x) + x^2 cos(x)"],
        "...",
    ),
    ("direct and through", DIRECT, "dz/dx", ["dz/dx = ∂z/∂x + ∂z/∂t * dt/dx", "= t + x * 2x", "= 3x^2"], "..."),
    ("order turned", TWIN, "dz/dx", ["dz/dx = 4x(x^2+y) because dz/dt = 2t and dt/dx = 2x"], "."),
    ("factor by a quotient", TWIN, "dz/dx", ["dt/dx = 2x", "dz/dx = dz/dt / (dx/dt)", "= 2t * 2x = 4x(x^2+y)"], "..."),
    (
        "backprop",
        SIGMOID,
        "dE/dw",
        [
            "dE/dy = y - d",
            "dy/du = y(1-y)",
            "du/dw = x",
            "dE/dw = dE/dy * dy/du * du/dw",
            "= (sigmoid(w x + b) - d) sigmoid(w x + b) (1 - sigmoid(w x + b)) x",
        ],
        ".....",
    ),
    (
        "backprop, delta",
        SIGMOID,
        "dE/dw",
        ["δ = dE/du = (y - d) y (1 - y)", "dE/dw = δ x", "dE/dw = (σ(w x+b) - d) σ(w x+b) (1 - σ(w x+b)) x"],
        "D..",
    ),
    ("rearranged definition", SQUARE, "dz/dx", ["x = t - y", "dz/dx = 2(x+y)"], ".."),
    ("a point", SQUARE, "dz/dx", ["dz/dx = 2(x+y)", "x = 1 のとき"], ".."),
    # A factor left out.
    ("left out, value 1", SQUARE, "dz/dx", ["dz/dt = 2t", "dz/dx = dz/dt", "= 2t", "= 2(x+y)"], ".i.."),
    ("left out, one line", SQUARE, "dz/dx", ["dz/dx = dz/dt = 2t = 2(x+y)"], "i"),
    ("left out in the middle", "v = x + 1; u = v + y; z = u^2", "dz/dx", ["dz/dx = dz/du * dv/dx", "= 2(x+1+y)"], "i."),
    ("left out, other value", TWIN, "dz/dx", ["dz/dx = dz/dt", "= 2t", "= 2(x^2 + y)"], "xff"),
    (
        "left out in one summand",
        "s = x + 1; t = sin(x); z = s*t",
        "dz/dx",
        ["dz/dx = ∂z/∂s + ∂z/∂t * dt/dx", "= sin(x) + (x+1) cos(x)"],
        "i.",
    ),
    ("left out silently", SQUARE, "dz/dx", ["dz/dx = dz/dt * dt/dx", "= 2t", "= 2(x+y)"], "..."),
    ("turned, value -1", "t = 2 - x; z = exp(t)", "dz/dx", ["dz/dx = dz/dt * dx/dt", "= -exp(2 - x)"], "x."),
    ("twice, value 1", SQUARE, "dz/dx", ["dz/dx = dz/dt * dt/dx * dt/dx", "= 2(x + y)"], "x."),
    # Slips and what follows.
    (
        "slip, then consistent",
        TWIN,
        "dz/dx",
        ["dz/dt = 2t", "dt/dx = x", "dz/dx = dz/dt * dt/dx", "= 2t * x", "= 2x(x^2 + y)"],
        ".x.ff",
    ),
    ("slip, then right", TWIN, "dz/dx", ["dt/dx = x", "dz/dx = 4x(x^2+y)"], "x."),
    ("wrong twice", TWIN, "dz/dx", ["dz/dt = t", "dt/dx = 2x", "dz/dx = 2tx", "dz/dx = 2x^3 - 2xy"], "x.fx"),
    ("wrong twice, both kept", SINE, "dz/dx", ["dz/dt = -cos(t)", "dt/dx = 4", "dz/dx = -4 cos(t)", "= -4cos(3x+y)"], "xxff"),
    ("slip inside a chain", TWIN, "dz/dx", ["dz/dx = dz/dt * dt/dx = 2t * 3x = 6x(x^2+y)"], "x"),
    ("definition copied wrong", TWIN, "dz/dx", ["t = x^2 - y", "dt/dx = 2x", "dz/dx = 4x(x^2 - y)"], "x.f"),
    ("sum of the factors", TWIN, "dz/dx", ["dz/dx = dz/dt + dt/dx", "= 2t + 2x", "= 2x^2 + 2x + 2y"], "xff"),
    ("expanded wrongly", TWIN, "dz/dx", ["dz/dx = 2t * 2x = 4x(x^2+y)", "= 4x^3 + 4y"], ".x"),
    ("sign lost", "t = 2 - x; z = cos(t)", "dz/dx", ["dz/dt = -sin t", "dt/dx = -1", "dz/dx = -sin(2 - x)"], "..x"),
    ("product of derivatives", "z = x^2 * sin(x)", "dz/dx", ["dz/dx = 2x * cos(x)"], "x"),
    (
        "slip in a product rule",
        "z = x^2 * sin(x)",
        "dz/dx",
        ["(x^2)' = x", "dz/dx = (x^2)' sin x + x^2 cos x", "= x sin x + x^2 cos x"],
        "x.f",
    ),
    ("backprop slip", SIGMOID, "dE/dw", ["dE/dy = d - y", "dy/du = y(1-y)", "du/dw = x", "dE/dw = (d - y) y (1-y) x"], "x..f"),
    # Where the derivation ends.
    ("left in t", TWIN, "dz/dx", ["dz/dt = 2t", "dt/dx = 2x", "dz/dx = 4tx"], "..F"),
    ("left in t, said twice", TWIN, "dz/dx", ["dz/dx = 4tx", "dz/dx = 4tx", "dz/dx = 2t * 2x"], ".Ff"),
    ("left in t after a slip", TWIN, "dz/dx", ["dt/dx = x", "dz/dx = 2tx"], "xf"),
    ("ends early", TWIN, "dz/dx", ["dz/dt = 2t", "dt/dx = 2x"], ".."),
    ("ends in the chain", TWIN, "dz/dx", ["dz/dt = 2t", "dz/dx = dz/dt * dt/dx"], ".."),
    ("put in, then said in t", TWIN, "dz/dx", ["dz/dx = 4x(x^2+y)", "= 4xt"], ".F"),
    # What can't be read.
    ("broken", TWIN, "dz/dx", ["dz/dt = 2t", "dz/dx = 2t * (2x", "= 4x(x^2+y)"], ".u."),
    ("nobody's name", TWIN, "dz/dx", ["dz/dx = 2s * 2x", "dz/dx = 4x(x^2+y)"], "u."),
    ("nobody's derivative", TWIN, "dz/dx", ["dz/dx = dz/dq * dq/dx"], "u"),
    ("nothing behind", TWIN, "dz/dx", ["dz/dx =", "4x(x^2+y)"], "u."),
]
