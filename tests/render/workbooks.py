"""A progress table of an invented county as a workbook: number formats, merges, what is hidden, a note.

usage: python -m tests.render.workbooks   (saves it anew as .xls by LibreOffice)
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from tests.render.printers import saved_as

XLS = Path(__file__).parents[1] / "fixtures" / "readers" / "progress.xls"
TITLE = "青石县2024年一季度重点工作进展情况"
HEADER = ["序号", "工作任务", "年度目标", "完成情况", "完成率", "截至日期"]


def workbook() -> bytes:
    """The workbook as .xlsx."""
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append([TITLE])
    sheet.merge_cells("A1:F1")
    sheet.append(HEADER)
    sheet.append([1, "改造老旧泵站12座", "12座", 8, 0.6667, dt.date(2024, 3, 31)])
    sheet.append([None, None, "投资1.2亿元", 1145.5, 0.954, None])
    sheet.append([2, "新建口袋公园4个", "4个", 1, 0.25, dt.date(2024, 3, 31)])
    sheet.append([99, "底数测算，不公开"])
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:B4")
    for row in (3, 4, 5):
        sheet.cell(row, 5).number_format = "0.0%"
        sheet.cell(row, 6).number_format = 'yyyy"年"m"月"d"日"'
    sheet["D4"].number_format = "#,##0.0"
    sheet["B3"].font = Font(bold=True)
    sheet["C3"].comment = Comment("以验收为准", "统计")
    sheet.row_dimensions[6].hidden = True
    draft = book.create_sheet("底稿")
    draft["A1"] = "仅供内部参考"
    draft.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    XLS.write_bytes(saved_as(workbook(), "xlsx", "xls"))
