"""What pandoc leaves open in a Word document: A4 pages with the sheet's id and their number, points at the right margin, and what
stays together: the lines of a listing, and a paragraph with the table below it."""

from __future__ import annotations

import io
import re
import zipfile

from quiz.escaping import html_text

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
WIDTH = 9638  # of the text, in twentieths of a point: A4 with margins of 20 mm
RIGHT = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>'
PAGE = (
    '<w:footerReference w:type="default" r:id="rIdFoot"/>%s<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
)
CODE = 16  # the size of code in half points: a line of 100 characters fits
LABEL = re.compile(
    r"(<w:p><w:pPr><w:pStyle [^>]*>)(</w:pPr><w:r><w:rPr><w:b />(?:<w:bCs />)?</w:rPr><w:t[^>]*>[^<]*</w:t></w:r></w:p>)"
)
"""A paragraph that is a label alone."""
QUIET = '<w:rPr><w:color w:val="555555"/><w:sz w:val="17"/></w:rPr>'


def laid_out(document: bytes, sheet_id: str) -> bytes:
    """The document on its pages; the same document gives the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in package.infolist():
            content = package.read(entry)
            if entry.filename in CHANGES:
                content = CHANGES[entry.filename](content.decode("utf-8")).encode("utf-8")
            written.writestr(entry, content)
        foot = zipfile.ZipInfo("word/footer1.xml")
        foot.compress_type = zipfile.ZIP_DEFLATED
        written.writestr(foot, _foot(sheet_id))
    return made.getvalue()


def _foot(sheet_id: str) -> str:
    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r>{QUIET}<w:t>1</w:t></w:r></w:fldSimple>'

    def run(inside: str) -> str:
        return f"<w:r>{QUIET}{inside}</w:r>"

    slash = '<w:t xml:space="preserve"> / </w:t>'
    parts = (run(f"<w:t>{html_text(sheet_id)}</w:t>"), run("<w:tab/>"), field("PAGE"), run(slash), field("NUMPAGES"))
    return f'<?xml version="1.0" encoding="UTF-8"?><w:ftr {NAMESPACES}><w:p><w:pPr>{RIGHT}</w:pPr>{"".join(parts)}</w:p></w:ftr>'


def _body(xml: str) -> str:
    *before, last = xml.split("<w:tbl>")
    xml = LABEL.sub(r"\1<w:keepNext/>\2", "<w:tbl>".join([*map(_kept_with_next, before), last]))
    return re.sub(r"<w:sectPr>(.*?)</w:sectPr>", lambda found: f"<w:sectPr>{PAGE % found[1]}</w:sectPr>", xml, flags=re.DOTALL)


def _kept_with_next(xml: str) -> str:
    """XML that ends where a table begins, its last paragraph kept on the page of the table."""
    at = xml.rfind("<w:p>")
    if at < 0 or not xml.rstrip().endswith("</w:p>"):
        return xml
    last = re.sub(r"^<w:p><w:pPr>(<w:pStyle [^>]*>)?", lambda found: f"{found[0]}<w:keepNext/>", xml[at:])
    return xml[:at] + last


def _styles(xml: str) -> str:
    heading = re.compile(r'(<w:style w:styleId="Heading2".*?<w:keepLines />)', re.DOTALL)
    xml = heading.sub(lambda found: found[1] + RIGHT, xml, count=1)
    xml = xml.replace('<w:pPr><w:wordWrap w:val="off" />', '<w:pPr><w:keepNext/><w:keepLines/><w:wordWrap w:val="off" />', 1)
    code = re.compile(r'(<w:style [^>]*w:styleId="VerbatimChar".*?<w:sz w:val=)"22"', re.DOTALL)
    return code.sub(lambda found: f'{found[1]}"{CODE}"', xml, count=1)


def _types(xml: str) -> str:
    return xml.replace("</Types>", f'<Override PartName="/word/footer1.xml" ContentType="{KIND}" /></Types>')


def _relations(xml: str) -> str:
    return xml.replace("</Relationships>", f'<Relationship Type="{RELATION}" Id="rIdFoot" Target="footer1.xml" /></Relationships>')


CHANGES = {
    "word/document.xml": _body,
    "word/styles.xml": _styles,
    "[Content_Types].xml": _types,
    "word/_rels/document.xml.rels": _relations,
}
