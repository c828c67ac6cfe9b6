"""ONE table of what the language of formulas knows: functions, constants, letters, operators, with all their spellings.

A new spelling, function or constant is a row here; reading and printing fold over these rows and know no other names.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language.

    name:  the ``op`` of its terms, and its plain spelling.
    arity: number of arguments; None for one or more (``max``).
    latex: the command that prints it.
    spellings: every other way to write it, in plain text, NumPy, SymPy, LaTeX and Unicode. A bare word stands for itself,
        after a module's name, and as a LaTeX command.
    loose: it may stand before its argument without brackets, or glued to it (``ln x``, ``sin2``, ``xcos(x)``).
    """

    name: str
    latex: str
    spellings: tuple[str, ...] = ()
    arity: int | None = 1
    loose: bool = False


FUNCTIONS = (
    Function("exp", r"\exp", loose=True),
    Function("log", r"\ln", ("ln", "Ln"), loose=True),
    Function("logb", r"\log", arity=2),  # logb(base, x)
    Function("sqrt", r"\sqrt", ("√",), loose=True),
    Function("root", r"\sqrt", arity=2),  # root(x, n): the real n-th root where n is odd
    Function("abs", r"\left|", ("fabs", "absolute", "Abs")),
    Function("sign", r"\operatorname{sign}", ("sgn",)),
    Function("max", r"\max", ("maximum", "fmax", "Max"), None),
    Function("min", r"\min", ("minimum", "fmin", "Min"), None),
    Function("sin", r"\sin", loose=True),
    Function("cos", r"\cos", loose=True),
    Function("tan", r"\tan", ("tg",), loose=True),
    Function("sec", r"\sec", loose=True),
    Function("csc", r"\csc", ("cosec",), loose=True),
    Function("cot", r"\cot", ("ctg",), loose=True),
    Function("asin", r"\arcsin", ("arcsin",), loose=True),
    Function("acos", r"\arccos", ("arccos",), loose=True),
    Function("atan", r"\arctan", ("arctan",), loose=True),
    Function("atan2", r"\operatorname{atan2}", ("arctan2",), arity=2),
    Function("sinh", r"\sinh", loose=True),
    Function("cosh", r"\cosh", loose=True),
    Function("tanh", r"\tanh", ("th", "Tanh"), loose=True),
    Function("sech", r"\operatorname{sech}", loose=True),
    Function("asinh", r"\operatorname{arsinh}", ("arcsinh", "arsinh"), loose=True),
    Function("acosh", r"\operatorname{arcosh}", ("arccosh", "arcosh"), loose=True),
    Function("atanh", r"\operatorname{artanh}", ("arctanh", "artanh"), loose=True),
    Function("sigmoid", r"\sigma", ("σ", "sigma", "Sigmoid", "logistic", "expit"), loose=True),
    Function("relu", r"\operatorname{ReLU}", ("ReLU", "Relu"), loose=True),
    Function("softplus", r"\operatorname{softplus}", ("Softplus",), loose=True),
    Function("softmax", r"\operatorname{softmax}", ("Softmax",), arity=None),  # of a vector; or the first component's, of scalars
    Function("step", r"\operatorname{step}", ("heaviside", "Heaviside")),
    Function("floor", r"\lfloor"),
    Function("ceil", r"\lceil", ("ceiling",)),
    Function("factorial", r"\operatorname{factorial}"),
    Function("binomial", r"\binom", ("binom", "comb"), arity=2),
    Function("gamma", r"\Gamma", ("Γ", "Gamma")),
    Function("zeta", r"\zeta", ("ζ",)),
    Function("erf", r"\operatorname{erf}"),
)

BY_NAME = {row.name: row for row in FUNCTIONS}

# Functions and operators of NumPy that stand for a term over others: their arguments, and the term in this language.
DEFINED = {
    "log2": ("u", "logb(2, u)"),
    "log10": ("u", "logb(10, u)"),
    "lg": ("u", "logb(10, u)"),
    "log1p": ("u", "log(1 + u)"),
    "expm1": ("u", "exp(u) - 1"),
    "exp2": ("u", "2^u"),
    "logaddexp": ("u v", "log(exp(u) + exp(v))"),
    "hypot": ("u v", "sqrt(u^2 + v^2)"),
    **dict.fromkeys(("cbrt", "∛"), ("u", "root(u, 3)")),
    "square": ("u", "u^2"),
    "reciprocal": ("u", "1/u"),
    "clip": ("u v w", "min(max(u, v), w)"),
    "outer": ("u v", "u @ v^T"),
    **dict.fromkeys(("silu", "SiLU", "swish", "Swish"), ("u", "u*sigmoid(u)")),
    **dict.fromkeys(("mish", "Mish"), ("u", "u*tanh(softplus(u))")),
    "coth": ("u", "1/tanh(u)"),
    "csch": ("u", "1/sinh(u)"),
    **dict.fromkeys(("pow", "power", "float_power"), ("u v", "u^v")),
    **dict.fromkeys(("divide", "true_divide"), ("u v", "u/v")),
    **dict.fromkeys(("matmul", "dot"), ("u v", "u @ v")),
    **dict.fromkeys(("multiply", "hadamard"), ("u v", "u ⊙ v")),
    "add": ("u v", "u + v"),
    "subtract": ("u v", "u - v"),
    "negative": ("u", "-u"),
    "transpose": ("u", "u^T"),
}

CONSTANTS = {"pi": r"\pi", "e": r"e", "i": r"i", "oo": r"\infty"}
CONSTANT_SPELLINGS = {
    "pi": ("pi", "π", r"\pi"),
    "e": ("e", r"\e", r"\exponentialE"),
    "i": ("i", r"\imaginaryI"),
    "oo": ("oo", "∞", r"\infty", "inf", "infty", "infinity", "Infinity"),
}

# A Greek letter has one identifier, its English name; every other spelling is read as it.
GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
}  # fmt: skip
# Signs over a letter are part of its name: ``\hat{y}`` is y_hat.
ACCENTS = {"hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde", "widetilde": "tilde", "vec": "vec"}
GREEK_VARIANTS = {"varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho", "varkappa": "kappa"}

# Operators and brackets: the token, and its other spellings. A single character for a single character is replaced before
# the text is cut into tokens, so that every position stays what was typed.
OPERATORS = {
    "+": ("＋", "﹢"),
    "-": ("−", "–", "—", "‐", "‑", "－", "﹣", "ー", "➖"),
    "*": ("·", "×", "⋅", "∗", "•", "∙", "・", "･", "＊", "✕", "✖", "⨯", "‧", r"\cdot", r"\times", r"\ast", r"\cdotp"),
    "/": ("÷", "∕", "⁄", "／", r"\div", r"\slash"),
    "^": ("**", "＾", "ˆ"),
    "@": ("＠", r"\mathbin{@}", "{}"),  # in LaTeX an empty group stands between matrices, since nothing else would be seen
    "⊙": ("∘", "◦", r"\odot", r"\circ"),
    "=": ("＝",),
    "!=": ("≠", "<>", r"\ne", r"\neq"),
    "<": ("＜", r"\lt"),
    ">": ("＞", r"\gt"),
    "<=": ("≤", "≦", "⩽", "=<", r"\le", r"\leq", r"\leqslant", r"\leqq"),
    ">=": ("≥", "≧", "⩾", r"\ge", r"\geq", r"\geqslant", r"\geqq"),
    "(": ("（", "﹙", r"\lparen"),
    ")": ("）", "﹚", r"\rparen"),
    "[": ("［", "〔", r"\lbrack"),
    "]": ("］", "〕", r"\rbrack"),
    "\\{": (r"\lbrace",),
    "\\}": (r"\rbrace",),
    "{": ("｛",),
    "}": ("｝",),
    "|": ("｜", "∣", "│", r"\vert", r"\lvert", r"\rvert", r"\mid"),
    ",": ("，",),
    "、": ("､",),
    ";": ("；",),
    "!": ("！",),
    "'": ("′", "’", "＇", r"\prime"),
    "⌊": (r"\lfloor",),
    "⌋": (r"\rfloor",),
    "⌈": (r"\lceil",),
    "⌉": (r"\rceil",),
    ".": ("。", "．", "｡"),
    "$": ("＄", "`", r"\(", r"\)", r"\[", r"\]"),
    "%": ("％", r"\%"),
    "∂": ("𝜕", r"\partial"),
    "or": ("OR", "∨", "または", "又は", "もしくは", r"\lor", r"\vee"),
    "±": ("∓", r"\pm", r"\mp"),
    "∅": (r"\emptyset", r"\varnothing"),
    "⊤": ("ᵀ", r"\top", r"\intercal"),
    "&": (),
    "\\\\": (r"\cr",),
}

# How strongly an operation holds its operands, from the weakest. Reading and printing both go by it.
END, RELATION, SUM, NEGATIVE, PRODUCT, POWER, ATOM = range(7)
STRENGTH = {
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), RELATION),
    **dict.fromkeys(("+", "-"), SUM),
    **dict.fromkeys(("*", "@", "⊙", "/"), PRODUCT),
    "^": POWER,
    **dict.fromkeys(("!", "⊤", ".dot", ".transpose"), ATOM),
}
PRODUCTS = {"*": "mul", "@": "matmul", "⊙": "hadamard", "/": "div"}

MODULES = ("np", "numpy", "jnp", "math", "torch", "functions")
# What may lead an answer without being part of it.
LEADS = (
    *("The final answer is", "the final answer is", "The answer is", "the answer is", "Final answer", "final answer", "So", "so"),
    *("最大値", "最小値", "約", "およそ", "≈", "≒", r"\therefore", r"\approx"),
    *("∴", "⇒", "よって", "したがって", "従って", "ゆえに", "故に", "答え", "解答", "答", "解", "こたえ"),
    *("Answer", "answer", "Ans", "ans", "therefore", "Therefore", "thus", "Thus", "hence", "Hence"),
)
TRAILS = ("です", "となる", "になる", "である", "だ")

# What stands before a condition, and in place of the last one, where LaTeX writes cases.
CASE_WORDS = {
    **dict.fromkeys(("if", "when", "for"), "if"),
    **dict.fromkeys(("otherwise", "else", "o.w", "その他", "それ以外", "上記以外"), "otherwise"),
}

RELATIONS = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
RELATION_LATEX = {"eq": "=", "ne": r"\ne", "lt": "<", "le": r"\le", "gt": ">", "ge": r"\ge"}

# Words and signs that ask for something this language does not do; what they ask for is said by name.
REFUSED = {
    "calculus": "diff Diff Derivative derivative integrate Integral integral limit Limit lim nsolve solve dsolve Sum sum prod "
    "Product product series gradient",
    "algebra": "simplify expand factor collect cancel apart together subs solveset factorint nextprime prime evalf sympify "
    "parse_expr Symbol symbols Function Lambda Piecewise select piecewise lambdify srepr nan NaN",
    "code": "import exec eval open print globals locals vars setattr getattr delattr breakpoint quit exit input compile if "
    "else for while def class return raise try except with yield from True False None not del assert range len list dict",
    "alternatives": "and AND かつ 且つ",
    "prose": "none undefined unknown solution exist exists",
}
REFUSED_COMMANDS = {
    "calculus": r"\int \iint \oint \sum \prod \lim \nabla ∫ ∬ ∮ ∑ ∏ ∇",
    "alternatives": r"\land \wedge \cup ∧ ∪",
    "ellipsis": r"\ldots \cdots \dots",
    "norm": r"\| \lVert \rVert \Vert ‖ ∥",
}
