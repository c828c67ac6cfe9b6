"""One module for each format. Each has NAME, SUFFIX and ``write(document, templates) -> bytes``; adding a file adds a format."""


class ConversionFailed(RuntimeError):
    """A document cannot be put into a format; the message says which document, and what was found."""
