"""Converts old and foreign office documents by LibreOffice, where it is installed, and prints workbooks as PDF.

A room of its own below the readers, because it starts a program. That program gets a document nobody vouches for, so it
runs with a profile of its own that is thrown away, without macros, links or network, in a folder of its own, and for a
limited time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

MAX_SECONDS = 120
MAX_OUTPUT = 256 << 20
MAX_MEMORY = 2 << 30  # of address space: LibreOffice takes a half of a GiB of it for a document of few pages
# A shell sets the limits before anything is opened; the caller's own may be tighter than LibreOffice needs.
_LIMITED = (
    f"ulimit -S -v {MAX_MEMORY >> 10}; ulimit -S -t {MAX_SECONDS}; ulimit -S -f {MAX_OUTPUT >> 9}; "
    'exec "$0" "$@"'
)  # fmt: skip
_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "/opt/libreoffice/program/soffice")
_NOWHERE = "127.0.0.1:9"  # a proxy that nobody answers at
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML", "pdf": "pdf:calc_pdf_Export"}
_COMMON, _INET = "/org.openoffice.Office.Common", "/org.openoffice.Inet/Settings"
_SETTINGS = (
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    (_INET, "ooInetProxyType", "1"),
    (_INET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPProxyPort", "9"),
    (_INET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPSProxyPort", "9"),
    (_INET, "ooInetNoProxy", ""),
)


class NotConverted(Exception):
    """LibreOffice did not open the document, or not in time; says which."""


@cache
def find_office() -> str | None:
    """The path of LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or next((place for place in _PLACES if Path(place).is_file()), None)


@cache
def office_version() -> str:
    """What tells one installed LibreOffice from another, '' where there is none; nothing is run to find out."""
    program = find_office()
    if program is None:
        return ""
    versions = Path(program).resolve().with_name("versionrc")
    lines = versions.read_text("utf-8", "replace").splitlines() if versions.is_file() else []
    return next((f"office {line}" for line in lines if line.startswith("buildid=")), "office")


def convert(content: bytes, suffix: str, target: str) -> bytes:
    """The document ``content`` (of the form ``suffix``) as ``target``, 'docx' or 'xlsx'.

    Raises ``NotConverted``; ``find_office`` says beforehand whether there is a LibreOffice at all.
    """
    with tempfile.TemporaryDirectory(prefix="duban-office-") as folder:
        source, made = Path(folder, f"document.{suffix}"), Path(folder, "out", f"document.{target}")
        source.write_bytes(content)
        _write_profile(Path(folder, "profile"))
        said = _run(_command(folder, [source], target), folder)
        if not made.is_file():
            raise NotConverted(" ".join(said.split())[:200] or "it wrote nothing")
        if made.stat().st_size > MAX_OUTPUT:
            raise NotConverted(f"it becomes {made.stat().st_size:,} bytes")
        return made.read_bytes()


def print_books(books: Sequence[Path], directory: Path) -> str:
    """Write ``<name>.pdf`` of each workbook into ``directory``, in one start; returns what LibreOffice said.

    A workbook it could not print has no file afterwards. Raises ``NotConverted`` when it was not done in time.
    """
    with tempfile.TemporaryDirectory(prefix="duban-office-") as folder:
        _write_profile(Path(folder, "profile"))
        said = _run(_command(folder, [book.resolve() for book in books], "pdf"), folder)
        for made in Path(folder).glob("out/*.pdf"):
            shutil.move(made, directory / made.name)
    return " ".join(said.split())[:200]


def _command(folder: str, sources: Sequence[Path], target: str) -> list[str]:
    flags = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"]
    profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
    order = ["--convert-to", _FILTERS[target], "--outdir", f"{folder}/out", *map(str, sources)]
    return ["/bin/sh", "-c", _LIMITED, str(find_office()), profile, *flags, *order]


def _run(command: list[str], folder: str) -> str:
    """Run the command in a session of its own and end all of it; returns what it said."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), f"http://{_NOWHERE}")
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**proxies, "PATH": os.defpath, "LANG": "C.UTF-8", "HOME": folder, "TMPDIR": folder},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=MAX_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise NotConverted(f"it was not done after {MAX_SECONDS} seconds") from error
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return said.decode("utf-8", "replace")


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        "utf-8",
    )
