"""From bytes of a web page to a tree: the charset by BOM, declaration or trial, the tree without any fetching."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.errors import SetAside

if TYPE_CHECKING:
    from lxml import html

MAX_BYTES = 32 << 20
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w-]{1,40})""", re.IGNORECASE)
_CHINESE_NAMES = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "hz", "euc-cn"}
_SAYS_NOTHING = {"iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii"}  # of a page with Chinese on it
_SCRIPT = re.compile(r"<(!--|script\b|style\b)", re.IGNORECASE)
_ENDS = {
    "!--": re.compile(r"--!?>"),
    "script": re.compile(r"</script", re.IGNORECASE),
    "style": re.compile(r"</style", re.IGNORECASE),
}
_TABLE, _TABLE_END = re.compile(r"<table\b", re.IGNORECASE), re.compile(r"</table\b", re.IGNORECASE)
_PAGE, _PAGE_END = re.compile(r"<(?:html|body)\b", re.IGNORECASE), re.compile(r"</(?:html|body)\b", re.IGNORECASE)
_OPEN_TAG = re.compile(r"</?[a-zA-Z][^<>]*\Z")
_CONDITIONAL = re.compile(r"<!(?:--)?\[(?:if|endif)[^\]>]*\](?:--)?>", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)


def decode(content: bytes, file_name: str) -> str:
    """The page's characters: by BOM, else by the charset it declares if that fits, else UTF-8, else GB18030."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, errors="replace")
    declared = _CHARSET.search(content[:4096])
    name = declared[1].decode("ascii", "ignore").lower() if declared else "utf-8"
    named = "gb18030" if name in _CHINESE_NAMES else "utf-8" if name in _SAYS_NOTHING else name
    for candidate in (named, "utf-8", "gb18030"):
        try:
            return content.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
    raise SetAside("damaged", found=f"{file_name} is a web page in no charset of {name}, UTF-8, GB18030",
                   expected="a page saved whole, in UTF-8 or GB18030",
                   advice="Save the page again from the browser.")  # fmt: skip


def parse_page(content: bytes, file_name: str) -> html.HtmlElement:
    """The page's element tree. Comments and processing instructions are dropped; nothing is fetched."""
    from lxml import etree, html

    if len(content) > MAX_BYTES:
        raise SetAside("too_large", found=f"{file_name} has {len(content):,} bytes of HTML",
                       expected=f"at most {MAX_BYTES:,}", advice="Save the document's text alone.")  # fmt: skip
    text = _XML_DECLARATION.sub("", _CONDITIONAL.sub("", decode(content, file_name))).replace("\x00", "")
    _refuse_cut(text, file_name)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text or "<html></html>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SetAside("empty", found=f"{file_name} is a web page without content ({error})",
                       expected="a page with the document's text",
                       advice="Save the page again from the browser.") from error  # fmt: skip
    fatal = next((entry for entry in parser.error_log if entry.level_name == "FATAL"), None)
    if fatal is not None:  # the parser gave up there and dropped what follows
        raise SetAside("partly_read", found=f"{file_name} is a web page that is read only in part ({fatal.message})",
                       expected="a page of ordinary nesting", where=f"line {fatal.line}",
                       advice="Save the document's text alone.")  # fmt: skip
    return tree


def _refuse_cut(text: str, file_name: str) -> None:
    """Raise ``SetAside`` (partly_read) for a page that opens what it never closes: its end is missing."""
    source = without_scripts(text)
    if _PAGE_END.search(source):
        return
    opened, closed = (len(pattern.findall(source)) for pattern in (_TABLE, _TABLE_END))
    if opened > closed or _PAGE.search(source) or _OPEN_TAG.search(source):
        raise SetAside("partly_read", found=f"{file_name} is a web page that breaks off before its end",
                       expected="a page whose tables and body are closed", where=f"line {text.count(chr(10)) + 1}",
                       advice="Save the page again from the browser, or download it again.")  # fmt: skip


def without_scripts(text: str) -> str:
    """The page's source without comments, scripts and styles; one that is never closed goes with all behind it."""
    kept, place = [], 0
    while match := _SCRIPT.search(text, place):
        kept.append(text[place : match.start()])
        end = _ENDS[match[1].lower()].search(text, match.end())
        if end is None:
            return "".join(kept)
        place = end.end()
    return "".join(kept) + text[place:]
