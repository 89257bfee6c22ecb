"""Which document is the annex of which announcement: told by links between files that lie together, and by names.

A web page is the announcement of the files it links to that lie in its folder. In a bundle, failing links, it is the
one document that is not called an annex beside others that are, or the only one that calls itself a notice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from pipeline.errors import SetAside
from pipeline.manifest import RawFile
from pipeline.readers.web.page_links import linked_names, plain_name

_ANNEX = re.compile(r"\s*[（(]?(?:附件|附表|附录|附\d|附[：:])")
HEAD = 512
_BINARY = re.compile(rb"\x00|^PK|^%PDF-|^\xd0\xcf\x11\xe0|^\{\\rtf")
_NOTICE = re.compile(r"通知|公告|通报|印发|批复|来函|的函")


def announcements(files: Iterable[RawFile]) -> dict[str, RawFile]:
    """The announcement of each annex, by the annex's file name."""
    known: dict[str, RawFile] = {}
    bundles: defaultdict[str, list[RawFile]] = defaultdict(list)
    folders: defaultdict[str, list[RawFile]] = defaultdict(list)
    for file in files:
        folders[str(PurePosixPath(file.file_name).parent)].append(file)
        if file.member is not None:
            bundles[file.raw_name].append(file)
    for beside in folders.values():
        _link(beside, bundles, known)
    for documents in bundles.values():
        notice = _notice_by_name(documents)
        for document in documents if notice else ():
            if notice is not None and document != notice:
                known.setdefault(document.file_name, notice)
    return known


def _link(beside: list[RawFile], bundles: Mapping[str, list[RawFile]], known: dict[str, RawFile]) -> None:
    """Note the annexes of the pages among files that lie together, and of bundles that lie beside them."""
    folder = PurePosixPath(beside[0].file_name).parent
    near = {PurePosixPath(file.file_name).name: [file] for file in beside if not _is_text(file)}
    near |= {PurePosixPath(name).name: inner for name, inner in bundles.items() if PurePosixPath(name).parent == folder}
    for page in beside if near else ():
        names = _linked(page)
        for name, documents in near.items():
            if plain_name(name) in names:
                known.update({document.file_name: page for document in documents if document.file_name not in known})


def _linked(file: RawFile) -> set[str]:
    try:
        return linked_names(file.read(), file.file_name) if _is_text(file) else set()
    except (SetAside, OSError):  # what is wrong with a file is said when it is read
        return set()


def _is_text(file: RawFile) -> bool:
    """Whether a file is text, as pages are: what a page attaches is not; a link to another page is no annex."""
    try:
        return not _BINARY.search(file.read(HEAD))
    except (SetAside, OSError):
        return False


def _notice_by_name(documents: list[RawFile]) -> RawFile | None:
    """The announcement among the documents of a bundle, None where names do not tell it from the others."""
    names = {file.file_name: PurePosixPath(file.file_name).name for file in documents}
    others = [file for file in documents if not _ANNEX.match(names[file.file_name])]
    if len(others) > 1 or len(others) == len(documents):
        others = [file for file in others if _NOTICE.search(names[file.file_name])]
    return others[0] if len(others) == 1 and len(documents) > 1 else None
