"""Prints pages: HTML by Chromium, DOCX by LibreOffice. Both are Debian packages (see .ci/apt-packages.txt)."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

CHROMIUM_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip

WRITER = "libswlo.so"  # the library of Writer, beside the program


def has_chromium() -> bool:
    """Whether Chromium is installed."""
    return shutil.which("chromium") is not None


def has_libreoffice() -> bool:
    """Whether LibreOffice is installed with Writer: the program alone (or with Calc) prints no text."""
    program = shutil.which("soffice")
    return program is not None and (Path(program).resolve().parent / WRITER).exists()


def has_font(name: str) -> bool:
    """Whether a font family is installed."""
    if shutil.which("fc-list") is None:
        return False
    listing = subprocess.run(["fc-list", name], capture_output=True, text=True, check=False)
    return bool(listing.stdout.strip())


FONT_PACKAGES = {"Noto Serif CJK SC": "fonts-noto-cjk", "WenQuanYi Zen Hei": "fonts-wqy-zenhei"}


def missing(*, chromium: bool = False, writer: bool = False, fonts: tuple[str, ...] = ()) -> list[str]:
    """The Debian packages that are not installed, of those a test needs: the reason for which it is skipped."""
    packages = ["chromium"] if chromium and not has_chromium() else []
    packages += ["libreoffice-writer-nogui"] if writer and not has_libreoffice() else []
    return packages + [FONT_PACKAGES[font] for font in fonts if not has_font(font)]


def html_to_pdf(page: str) -> bytes:
    """Print an HTML page with headless Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, "utf-8")
        command = ["chromium", *CHROMIUM_FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)
        return target.read_bytes()


def docx_to_pdf(content: bytes) -> bytes:
    """Print a Word document with LibreOffice."""
    return saved_as(content, "docx", "pdf")


def saved_as(content: bytes, form: str, target: str) -> bytes:
    """A document of one form (docx, xlsx …) as LibreOffice saves it in another (pdf, doc, xls, rtf, odt, ods …)."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"page.{form}")
        source.write_bytes(content)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target]
        subprocess.run([*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=240)
        return Path(folder, f"page.{target}").read_bytes()
