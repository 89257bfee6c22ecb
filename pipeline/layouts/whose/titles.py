"""A document's title: the notice's, else its first list's, without the page's menu above and the session below."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

from pipeline.language.words.vocabulary import pattern_of
from pipeline.layouts.outline.parts import Outline, Part, is_notice_title
from pipeline.layouts.whose.dates import names_session
from pipeline.layouts.whose.issuer import ISSUER
from pipeline.layouts.whose.particulars import opens_with_particulars
from pipeline.layouts.whose.places import run_at
from pipeline.readers.document import Document
from pipeline.readers.reflow import looks_like_title

_said = partial(pattern_of, "document_titles")

_PLAIN_TITLE = re.compile(r"(?!.*[〔\[]\d{4})[\u4e00-\u9fff〇○\d“”《》（）()、—－%-]{8,60}$")
_OPENS_TITLE = re.compile(r"20\d{2}年|关于|《|政府工作报告$")
# a chapter's heading, the session's day
_OTHER = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、.．)）]|[—―－-]{1,4}\s*20\d\d年|[（(]?\s*20\d\d年\d{1,2}月\d{1,2}日"
)
_SPEAKER = re.compile(r"(?:[省市县区州盟旗]长|主席)[\u4e00-\u9fff·]{0,6}$")
# a report's title in a line that a page glued together: 第3786期2024年政府工作报告（摘要）
_INSIDE = re.compile(r"20\d{2}年[\u4e00-\u9fff]{0,12}政府工作报告(?:[（(][\u4e00-\u9fff]{1,6}[)）])?")
_BLANK_BEFORE = re.compile(r"\s+(?=关于)")  # between the issuer and the matter
_MENU_LENGTH = 8
_FIRST_LINES, _PAGE_LINES = 4, 15


def read_title(document: Document, front: list[str], outline: Outline, texts: list[str]) -> str | None:
    """The title that the document prints. ``front`` are the lines before its lists, ``texts`` all its lines."""
    notice = next((text for text in front if is_notice_title(text)), None)
    if notice:
        return _without_site(_said("number_behind").sub("", _plain(_with_issuer_line(front, notice))))
    own = next((title for part in outline.parts if (title := title_of_part(document, part))), None)
    if own:
        return own
    early = [
        _BLANK_BEFORE.sub("", _said("page_words").sub("", text).strip("|｜ "))
        for text in texts[:_PAGE_LINES]
        if not opens_with_particulars(text)
    ]
    plain = [text for text in early if _PLAIN_TITLE.match(text) and not (names_session(text) or _OTHER.match(text))]
    plain = [text for text in plain if not _said("site").search(text)]
    titles = [text for text in plain if not ISSUER.match(_plain(text)) and not _SPEAKER.search(_plain(text))]
    later = [text for text in titles if looks_like_title(text)]
    found = next((_plain(text) for text in [*titles, *later] if text in early[:_FIRST_LINES] or text in later), None)
    found = _with_rest(found, [_plain(text) for text in early]) if found else found
    headline = next((_plain(text) for text in early[:_FIRST_LINES] if _said("headline").match(text)), None)
    is_above = headline is not None and headline == _plain(early[0])
    found = headline if headline and (is_above or not found) else found
    found = found or next((match[0] for text in map(_plain, early) if (match := _INSIDE.search(text))), None)
    return found or next(
        (match["title"] for text in map(_plain, early) if (match := _said("issued").search(text))), None
    )


def _with_rest(title: str, lines: list[str]) -> str:
    """A title whose line breaks off before the noun of what it heads, with the line below that ends in one."""
    rest = next((below for line, below in pairwise(lines) if line == title), "")
    is_broken = not _said("title_end").search(title) and bool(_PLAIN_TITLE.match(rest))
    return title + rest if is_broken and _said("title_end").search(rest) and not _OPENS_TITLE.match(rest) else title


def title_of_part(document: Document, part: Part) -> str:
    """A part's title without the lines of a page's menu and of the session that stand around it."""
    lines = list(dict.fromkeys(_plain(document.slice(block)) for block in part.titles))  # a page says it twice
    if len(lines) < 2 or not any(line in _plain(part.title) for line in lines):
        return _without_site(lines[0] if len(lines) == 1 < len(part.titles) else _plain(part.title))
    around = [line for line in lines if names_session(line) or opens_with_particulars(line)]
    kept = [line for line in lines if line not in around and line in _plain(part.title)]
    while len(kept) > 1 and _is_menu(kept[0], kept[-1]):
        kept = kept[1:]
    return _without_site("".join(kept))


def _without_site(title: str) -> str:
    """A title without a page's path before it (首页/政务公开/…) and its site's name behind (…报告_松岚市人民政府)."""
    title = _said("path").sub("", title)
    return re.sub(r"(?<=.{8})[_|｜].*$|(?<=.{8})-{1,2}[^-—]{2,12}(?:人民政府|政府网|门户网站)$", "", title)


def _is_menu(line: str, last: str) -> bool:
    """A short line above a title that is whole without it: 政务信息 above 2024年云川县政府工作报告."""
    is_path = bool(re.search("[>›»＞]", line))
    is_whole = bool(_OPENS_TITLE.match(last)) or run_at(last, 0) is not None or (is_path and "年" in last)
    is_name = run_at(line, 0) is not None or bool(re.search(r"\d|[委府办局室]$", line))
    return is_whole and not is_name and (len(line) <= _MENU_LENGTH or is_path)


def _with_issuer_line(front: list[str], notice: str) -> str:
    """A notice's title whose first line, the issuer's name, stands as a block of its own above it."""
    place = front.index(notice)
    above = front[place - 1] if place else ""
    return above + notice if notice.lstrip().startswith("关于") and ISSUER.match(_plain(above)) else notice


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)
