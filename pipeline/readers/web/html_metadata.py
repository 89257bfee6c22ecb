"""What a saved web page says of itself in its head: its site, its source, its date. Asides, never text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import html

# The metadata that government sites must carry, under the names they are known by here.
_NAMES = {
    "sitename": "SiteName", "og:site_name": "SiteName", "contentsource": "ContentSource", "source": "ContentSource",
    "author": "ContentSource", "pubdate": "PubDate", "publishdate": "PubDate", "article:published_time": "PubDate",
}  # fmt: skip
_SITE = re.compile(r"(?:政府|政府网|门户网|网站|管委会|信息网|在线)\S{0,4}$")


def page_metadata(tree: html.HtmlElement) -> Iterator[str]:
    """Lines such as ``SiteName：云川县人民政府``; the page's title tells its site behind a dash or bar."""
    for meta in tree.iter("meta"):
        name = _NAMES.get(str(meta.get("name") or meta.get("property") or "").lower())
        content = " ".join(str(meta.get("content") or "").split())
        if name and content:
            yield f"{name}：{content}"
    for title in tree.iter("title"):
        *_, last = re.split(r"[_|｜\-—–]+", " ".join(str(title.text_content()).split()))
        if _SITE.search(last.strip()):
            yield f"SiteName：{last.strip()}"
