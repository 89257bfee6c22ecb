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


def has_chromium() -> bool:
    """Whether Chromium is installed."""
    return shutil.which("chromium") is not None


def has_libreoffice() -> bool:
    """Whether LibreOffice is installed."""
    return shutil.which("soffice") is not None


def has_font(name: str) -> bool:
    """Whether a font family is installed."""
    listing = subprocess.run(["fc-list", name], capture_output=True, text=True, check=False)
    return bool(listing.stdout.strip())


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
