"""Why a listing could not be read or followed: a code with facts, for the message files to speak of."""

from __future__ import annotations


class CodeError(Exception):
    """A listing that cannot be read or interpreted.

    code:  ``unsupported``, ``syntax``, ``python2``, ``notebook``, ``encoding``, ``missing_file``, ``missing_function``,
           ``missing_helper``, ``unknown_name``, ``raised``, ``limit``, ``shape``, ``branch`` (a condition that depends on the
           input), ``depends`` (on a statement that failed), ``no_loss``, ``loss_not_scalar``.
    line:  the line of the listing, counted from 1, or None. inner: that of the helper in which it failed, where line calls one.
    operands: the values whose shapes do not fit, where the code is ``shape``.
    is_product: whether they were to be multiplied as matrices.
    facts: what the code speaks of, such as the construct's name.
    """

    def __init__(self, code: str, line: int | None = None, **facts: str) -> None:
        super().__init__(f"{code} at line {line}: {facts}")
        self.code = code
        self.operands: tuple[object, ...] = ()
        self.is_product = False
        self.line = line
        self.inner: int | None = None
        self.facts = facts
