"""Reads pictures of pages (scanned PDF pages, image files) by OCR, into the same page model as born-digital pages.

Needs the extra ``ocr`` (RapidOCR with the models its package carries: nothing is downloaded). A page's picture is
turned upright, its ruled lines are found as long dark runs, and each recognised character becomes a glyph; tables,
columns and paragraphs are then worked out by the same code as for printed pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

from pipeline.errors import SetAside
from pipeline.readers.document import Document
from pipeline.readers.pages.model import Page
from pipeline.readers.print.allowance import announce_scan

DPI = 200
MAX_SCANNED_PAGES = 100
MAX_FRAMES = 12  # of an image file: more is an animation
MAX_PIXELS = 60_000_000
MAX_SIDE = 3000  # pixels of a picture handed to OCR
BLANK = 24  # of 255: where light and dark differ by less there is nothing to recognise
A4_WIDTH = 595.0  # points: an image file has no size of its own


def ocr_pages(document: Any, numbers: list[int], file_name: str) -> Iterator[Page]:
    """OCR of the pages ``numbers`` (1-based) of an open ``pypdfium2.PdfDocument``."""
    where = "pages " + ", ".join(map(str, numbers[:12])) + (" …" if len(numbers) > 12 else "")
    require_ocr(file_name, where)
    if len(numbers) > MAX_SCANNED_PAGES:
        raise SetAside("too_large", found=f"{file_name} has {len(numbers)} scanned pages",
                       expected=f"at most {MAX_SCANNED_PAGES}", advice="Drop the document in parts.")  # fmt: skip
    announce_scan(len(numbers))
    for number in numbers:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(DPI / 72, MAX_SIDE / max(width, height))
        picture = page.render(scale=scale, grayscale=True).to_numpy()
        page.close()
        yield read_picture(picture.squeeze(), number, scale)


def read_image(content: bytes, file_name: str) -> Document:
    """Read an image file of one or more pages (PNG, JPEG, TIFF).

    Raises ``SetAside`` (needs_ocr, damaged, too_large, empty).
    """
    require_ocr(file_name, None)
    from pipeline.readers.pages.assemble import assemble

    pages = [read_picture(picture, number, scale) for number, picture, scale in _pictures(content, file_name)]
    if not any(page.glyphs for page in pages):
        raise SetAside("empty", found=f"{file_name} is a picture without text", expected="the picture of a document",
                       advice="Check that the right file was dropped.")  # fmt: skip
    return assemble(pages, "image")


def require_ocr(file_name: str, where: str | None) -> None:
    """Set the document aside unless the OCR extra is installed."""
    missing = [name for name in ("rapidocr", "onnxruntime", "cv2") if find_spec(name) is None]
    if missing:
        raise SetAside("needs_ocr", found=f"{file_name} has pages that are pictures without a text layer",
                       expected="a text layer, or the OCR extra (missing here: " + ", ".join(missing) + ")",
                       advice="Run `make ocr` once and refresh again, or drop the document as text.",
                       where=where)  # fmt: skip


def _pictures(content: bytes, file_name: str) -> Iterator[tuple[int, Any, float]]:
    """(number, grey picture, pixels per point) of each frame of an image file."""
    import numpy
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise SetAside("too_large", found=f"{file_name} has {image.width} × {image.height} pixels",
                               expected=f"at most {MAX_PIXELS:,}", advice="Scan it at 200–300 dpi.")  # fmt: skip
            _check_frames(getattr(image, "n_frames", 1), file_name)
            for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
                grey = frame.convert("L")
                grey.thumbnail((MAX_SIDE, MAX_SIDE))
                yield number, numpy.asarray(grey), min(grey.size) / A4_WIDTH
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise SetAside("damaged", found=f"{file_name} is a picture that does not open ({error})",
                       expected="a whole PNG, JPEG or TIFF", advice="Scan it again.") from error  # fmt: skip


def _check_frames(count: int, file_name: str) -> None:
    if count > MAX_FRAMES:
        raise SetAside("too_large", found=f"{file_name} has {count} pictures in it",
                       expected=f"at most {MAX_FRAMES} scanned pages",
                       advice="Save the pages as PDF, or drop them in parts.")  # fmt: skip
    announce_scan(count)


@cache
def _engine() -> Any:
    """The OCR engine, made once. The direction classifier stays off: it turned upright lines over."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error", "Global.max_side_len": MAX_SIDE})


def read_picture(picture: Any, number: int, scale: float) -> Page:
    """One page from its grey picture (2-dimensional array of bytes), ``scale`` pixels to the point."""
    from pipeline.readers.print.scan_picture import find_rules, straighten
    from pipeline.readers.print.scan_text import glyphs_of

    picture = straighten(picture)
    height, width = picture.shape
    page = Page(number, width / scale, height / scale, picture_share=1.0, is_ocr=True)
    if picture.max() - picture.min() < BLANK:
        return page
    page.glyphs = glyphs_of(_engine()(picture, return_word_box=True), scale)
    page.horizontals, page.verticals = find_rules(picture, scale, page.glyphs)
    return page
