"""A saved web page's foot: who runs the site. Its 主办：… is no clause that says who answers for a task."""

from __future__ import annotations

import re

from pipeline.readers.document import Block, Document

_SITE = re.compile(r"ICP备|公网安备|网站标识码")
_SITE_LABEL = re.compile(r"(?:主办|承办|主管|版权所有|技术支持|运维|维护|地址|联系电话|网站)(?:单位)?\s*[:：]?")
_FOOT_LINES = 8


def without_foot(document: Document, blocks: list[Block]) -> list[Block]:
    """The blocks without a web page's foot, whose 主办：… names who runs the site and answers for no task."""
    texts = [document.slice(block).strip() for block in blocks]
    foot = next((n for n in range(max(0, len(texts) - _FOOT_LINES), len(texts)) if _SITE.search(texts[n])), len(texts))
    while foot < len(texts) and foot > 0 and _SITE_LABEL.match(texts[foot - 1]):
        foot -= 1
    return blocks[:foot]
