"""Drawings in files of other programs: inside a page, as an attachment of a notebook's cell, as a file beside the text."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Any


def base64(svg: str) -> str:
    """A drawing as base64."""
    return b64encode(svg.encode()).decode("ascii")


def inside(html: str, figures: Mapping[str, str]) -> str:
    """HTML with its drawings in the place of their files.

    >>> inside('<img src="a.svg" alt="A">', {"a.svg": "<svg/>"})
    '<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="A">'
    """
    for file, svg in figures.items():
        html = html.replace(f'src="{file}"', f'src="data:image/svg+xml;base64,{base64(svg)}"')
    return html


def under(html: str, figures: Mapping[str, str], prefix: str) -> str:
    """HTML that finds its drawings under another name, which begins with ``prefix``.

    >>> under('<img src="a.svg">', {"a.svg": "<svg/>"}, "media-")
    '<img src="media-a.svg">'
    """
    for file in figures:
        html = html.replace(f'src="{file}"', f'src="{prefix}{file}"')
    return html


def attached(cell: dict[str, Any], figures: Mapping[str, str]) -> dict[str, Any]:
    """A notebook's cell with the drawings that its Markdown shows as attachments; without any, as it is."""
    shown = {file: svg for file, svg in figures.items() if f"]({file})" in cell["source"]}
    if not shown:
        return cell
    source = cell["source"]
    for file in shown:
        source = source.replace(f"]({file})", f"](attachment:{file})")
    return {**cell, "source": source, "attachments": {file: {"image/svg+xml": base64(svg)} for file, svg in shown.items()}}
