"""Prints pages as OFD (GB/T 33190), in the ways producers differ: short deltas, scaled matrices, templates, turns."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise

from pipeline.readers.pages.model import Glyph, Page, Rule

MM = 25.4 / 72
NAMESPACE = "http://www.ofdspec.org/2016"
FONTS = (
    '<ofd:Res {ns}><ofd:Fonts><ofd:Font ID="1" FontName="FangSong_GB2312" FamilyName="仿宋_GB2312"/>'
    '<ofd:Font ID="2" FontName="FZXBSK" FamilyName="方正小标宋" Bold="true"/></ofd:Fonts></ofd:Res>'
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a producer writes: in points under a scaling matrix, with glyph numbers, in pieces, turned, by template."""

    is_scaled: bool = False
    has_glyphs: bool = False
    pieces: int = 1
    is_turned: bool = False
    rules_in_template: bool = False
    rules_are_boxes: bool = False
    prefix: str = "ofd"


def to_ofd(pages: list[Page], style: Style = Style(), extra: dict[str, str] | None = None) -> bytes:
    """The pages as one OFD package; ``extra`` are further parts, or parts in place of others."""
    parts = {"OFD.xml": root("Doc_0/Document.xml"), "Doc_0/PublicRes.xml": FONTS.format(ns=f'xmlns:ofd="{NAMESPACE}"')}
    entries, templates = "", ""
    for index, page in enumerate(pages):
        rules = "".join(path(rule, style, page, is_level=True) for rule in page.horizontals)
        rules += "".join(path(rule, style, page, is_level=False) for rule in page.verticals)
        text = "".join(text_object(run, style, page) for run in runs(page.glyphs))
        template = ""
        if style.rules_in_template:
            parts[f"Doc_0/Tpls/Tpl_{index}/Content.xml"] = page_xml(page, style, rules)
            templates += f'<ofd:TemplatePage ID="{900 + index}" BaseLoc="/Doc_0/Tpls/Tpl_{index}/Content.xml"/>'
            template, rules = f'<ofd:Template TemplateID="{900 + index}" ZOrder="Background"/>', ""
        parts[f"Doc_0/Pages/Page_{index}/Content.xml"] = page_xml(page, style, rules + text, template)
        entries += f'<ofd:Page ID="{index + 1}" BaseLoc="Pages/Page_{index}/Content.xml"/>'
    parts["Doc_0/Document.xml"] = (
        f'<ofd:Document xmlns:ofd="{NAMESPACE}"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297'
        f"</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{templates}"
        f"</ofd:CommonData><ofd:Pages>{entries}</ofd:Pages></ofd:Document>"
    )
    return packed({name: prefixed(part, style.prefix) for name, part in (parts | (extra or {})).items()})


def prefixed(part: str, prefix: str) -> str:
    """A part with another prefix for the namespace."""
    return part.replace("xmlns:ofd=", f"xmlns:{prefix}=").replace("ofd:", f"{prefix}:")


def root(*documents: str, more: str = "") -> str:
    """The entry part of a package with these documents."""
    bodies = "".join(f"<ofd:DocBody><ofd:DocRoot>{path}</ofd:DocRoot>{more}</ofd:DocBody>" for path in documents)
    return f'<ofd:OFD xmlns:ofd="{NAMESPACE}" Version="1.0" DocType="OFD">{bodies}</ofd:OFD>'


def packed(parts: dict[str, str]) -> bytes:
    """The parts as a package."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def page_xml(page: Page, style: Style, objects: str, template: str = "") -> str:
    """One page (or template) with its own area."""
    width, height = page.width * MM, page.height * MM
    if style.is_turned:
        width, height = height, width
    return (
        f'<ofd:Page xmlns:ofd="{NAMESPACE}"><ofd:Area><ofd:PhysicalBox>0 0 {width:.4f} {height:.4f}</ofd:PhysicalBox>'
        f'</ofd:Area>{template}<ofd:Content><ofd:Layer ID="5">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def runs(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """The glyphs that one text object can hold: one baseline, one size, one weight."""
    return [
        list(run) for _, run in groupby(glyphs, key=lambda glyph: (round(glyph.baseline, 2), glyph.size, glyph.bold))
    ]


def placement(page: Page, style: Style, left: float, top: float, width: float, height: float) -> tuple[str, float]:
    """Boundary and matrix of an object in a box (points), and the unit of its own coordinates in points."""
    unit = 1.0 if style.is_scaled else 1 / MM
    scale = MM if style.is_scaled else 1.0
    if style.is_turned:  # the page is turned clockwise: a point (x, y) stands at (height - y, x)
        box = f"0 0 {page.height * MM:.4f} {page.width * MM:.4f}"
        matrix = (0, scale, -scale, 0, (page.height - top) * MM, left * MM)
    else:
        box = " ".join(f"{value * MM:.4f}" for value in (left, top, width, height))
        matrix = (scale, 0, 0, scale, 0, 0)
    needs_matrix = style.is_turned or style.is_scaled
    attributes = f'Boundary="{box}"'
    return (f'{attributes} CTM="{" ".join(f"{v:.6f}" for v in matrix)}"' if needs_matrix else attributes), unit


def text_object(run: list[Glyph], style: Style, page: Page) -> str:
    """One run of characters."""
    left, top = run[0].x0, run[0].top
    box, unit = placement(page, style, left, top, run[-1].x1 - left, run[0].size)
    step = max(1, -(-len(run) // style.pieces))
    codes = "".join(text_code(run[at : at + step], left, top, unit) for at in range(0, len(run), step))
    glyphs = (
        '<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>77</ofd:Glyphs></ofd:CGTransform>'
    )
    return (
        f'<ofd:TextObject ID="9" {box} Font="{2 if run[0].bold else 1}" Size="{run[0].size / unit:.5f}">'
        f"{glyphs if style.has_glyphs else ''}{codes}</ofd:TextObject>"
    )


def text_code(run: list[Glyph], left: float, top: float, unit: float) -> str:
    """The characters of a run from its first place on, distances between them in short."""
    steps = [(after.x0 - before.x0) / unit for before, after in pairwise(run)]
    delta = f' DeltaX="{deltas(steps)}"' if steps else ""
    place = f'X="{(run[0].x0 - left) / unit:.5f}" Y="{(run[0].baseline - top) / unit:.5f}"'
    return f"<ofd:TextCode {place}{delta}>{escape(''.join(glyph.text for glyph in run))}</ofd:TextCode>"


def deltas(steps: list[float]) -> str:
    """Distances, equal ones in a row as ``g n value``."""
    shown = [f"{step:.4f}" for step in steps]
    grouped = [(value, len(list(same))) for value, same in groupby(shown)]
    return " ".join(value if count == 1 else f"g {count} {value}" for value, count in grouped)


def path(rule: Rule, style: Style, page: Page, *, is_level: bool) -> str:
    """One rule as a stroke or as a thin box."""
    x0, y0 = (rule.start, rule.at) if is_level else (rule.at, rule.start)
    length = rule.end - rule.start
    box, unit = placement(page, style, x0, y0, length if is_level else 0.5, 0.5 if is_level else length)
    x, y = (length / unit, 0.0) if is_level else (0.0, length / unit)
    if style.rules_are_boxes:
        x, y = x or 0.5 / unit, y or 0.5 / unit
        data, drawn = f"M 0 0 L {x:.4f} 0 L {x:.4f} {y:.4f} L 0 {y:.4f} C", 'Stroke="false" Fill="true"'
        colour = '<ofd:FillColor Value="0 0 0"/>'
    else:
        data, drawn, colour = f"M 0 0 L {x:.4f} {y:.4f}", 'LineWidth="0.25"', '<ofd:StrokeColor Value="0 0 0"/>'
    data = f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject ID="8" {box} {drawn}>{colour}{data}</ofd:PathObject>'
