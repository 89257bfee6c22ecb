"""Annexes take place, number and date from their announcement: in a bundle, or beside a page that links to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.manifest import list_documents
from pipeline.runs.annexes import announcements
from pipeline.runs.plan import plan_documents
from pipeline.runs.reading import read_documents
from pipeline.settings import Settings
from pipeline.store import RecordStore
from tests.readers.samples import xlsx_of, zip_of

NOTICE = """青芦县人民政府办公室文件
青芦政办发〔2024〕17号
青芦县人民政府办公室关于印发2024年重点工作责任分解的通知
各乡镇人民政府，县政府各部门：
现将责任分解表印发给你们，请认真组织实施。
附件：1.重点工作责任分解表
青芦县人民政府办公室
2023年12月29日
"""
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>"
    + "".join(f"<p>{line}</p>" for line in NOTICE.splitlines())
    + "<p><a href='/files/W020.xlsx'>附件1：重点工作责任分解表</a></p></body></html>"
)


def annex() -> bytes:
    """A table that says neither whose it is nor of which year."""

    def build(book):
        sheet = book.active
        sheet.append(["重点工作责任分解表"])
        sheet.merge_cells("A1:D1")
        sheet.append(["序号", "工作任务", "牵头单位", "完成时限"])
        sheet.append([1, "新建农村公厕60座，改造泵站12座。", "县农业农村局", "12月底"])
        sheet.append([2, "新增公共停车位800个。", "县住建局", "10月底"])
        sheet.append([3, "开展技能培训3000人次以上。", "县人社局", "11月底"])

    return xlsx_of(build)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "raw" / "inbox").mkdir(parents=True)
    return tmp_path / "raw"


def put(raw: Path, name: str, content: bytes | str) -> None:
    path = raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def annexed(raw: Path) -> dict[str, str]:
    """The name of each annex and of its announcement."""
    return {name: file.file_name for name, file in announcements(list_documents(raw)).items()}


def settings(raw: Path) -> Settings:
    return Settings.from_environment({"DUBAN_RAW_DIR": str(raw), "DUBAN_DATA_DIR": str(raw.parent / "data")})


def read(raw: Path) -> dict[str, object]:
    """The document record of every document that is read, by file name; the reason for every other."""
    store, planned = RecordStore(raw.parent / "records"), plan_documents(settings(raw))
    outcomes = list(read_documents(planned, store))
    return {
        outcome.file_name: store.read("documents", [document.key])[0] if outcome.success else outcome.reason
        for document, outcome in zip(planned, outcomes, strict=True)
    }


def assert_particulars(record: object) -> None:
    assert (record.jurisdiction, record.doc_number, record.issuer) == (
        "青芦县",
        "青芦政办发〔2024〕17号",
        "青芦县人民政府办公室",
    )
    assert (str(record.issued_on), record.plan_period_id, record.title) == ("2023-12-29", "2024", "重点工作责任分解表")


def test_a_bundles_documents_are_documents_and_its_annexes_take_what_the_notice_says(raw):
    """Fails if a member is no document, or place, number, issuer, date or year of its notice do not reach it."""
    put(raw, "inbox/公布.zip", zip_of({"关于印发责任分解的通知.txt": NOTICE, "附件1.xlsx": annex()}))
    found = read(raw)
    assert set(found) == {"inbox/公布.zip/关于印发责任分解的通知.txt", "inbox/公布.zip/附件1.xlsx"}
    assert_particulars(found["inbox/公布.zip/附件1.xlsx"])


def test_an_annex_beside_the_page_that_links_to_it(raw):
    put(raw, "inbox/通知.html", PAGE)
    put(raw, "inbox/重点工作责任分解表.xlsx", annex())
    assert annexed(raw) == {"inbox/重点工作责任分解表.xlsx": "inbox/通知.html"}
    assert_particulars(read(raw)["inbox/重点工作责任分解表.xlsx"])


def test_a_notice_without_tasks_of_its_own_asks_for_nothing(raw):
    put(raw, "inbox/通知.html", PAGE)
    put(raw, "inbox/重点工作责任分解表.xlsx", annex())
    planned = plan_documents(settings(raw))
    notice = next(read_documents(planned, RecordStore(raw.parent / "records")))
    assert (notice.file_name, notice.success) == ("inbox/通知.html", False)
    assert "only announces" in notice.advice


def test_an_annex_alone_says_nothing_of_itself(raw):
    """Without its notice it is refused: what the other tests see is the notice's doing."""
    put(raw, "inbox/重点工作责任分解表.xlsx", annex())
    assert read(raw)["inbox/重点工作责任分解表.xlsx"] == "unknown_jurisdiction"


def test_what_the_annex_says_itself_stands(raw):
    tasks = "1.新建农村公厕60座。（牵头单位：县农业农村局）\n2.新增停车位800个。（牵头单位：县住建局）\n"
    text = f"云泽县重点工作责任分解表\n\n{tasks}"
    put(raw, "inbox/公布.zip", zip_of({"通知.txt": NOTICE, "附件1.txt": text}))
    assert read(raw)["inbox/公布.zip/附件1.txt"].jurisdiction == "云泽县"


def test_a_bundles_entry_in_source_yml_speaks_for_its_members(raw):
    put(raw, "云泽县/公布.zip", zip_of({"附件1.xlsx": annex()}))
    entries = "documents:\n- file_name: 公布.zip\n  doc_number: 云政发〔2024〕3号\n  plan_period_id: '2024'\n"
    put(raw, "云泽县/source.yml", entries)
    record = read(raw)["云泽县/公布.zip/附件1.xlsx"]
    assert (record.jurisdiction, record.doc_number) == ("云泽县", "云政发〔2024〕3号")
    put(raw, "云泽县/source.yml", entries.replace("公布.zip", "公布.zip/附件1.xlsx").replace("3号", "4号"))
    assert read(raw)["云泽县/公布.zip/附件1.xlsx"].doc_number == "云政发〔2024〕4号"


def test_a_bundle_in_raw_itself_names_no_place(raw):
    put(raw, "公布.zip", zip_of({"附件1.xlsx": annex()}))
    assert read(raw) == {"公布.zip/附件1.xlsx": "unknown_jurisdiction"}


def test_a_bad_bundle_is_one_document_set_aside(raw):
    put(raw, "inbox/坏.zip", zip_of({"../a.txt": "x"}))
    put(raw, "inbox/断.zip", zip_of({"a.txt": "text"})[:-30])
    assert read(raw) == {"inbox/坏.zip": "damaged", "inbox/断.zip": "damaged"}


def test_another_notice_is_another_key(raw):
    put(raw, "inbox/公布.zip", zip_of({"通知.txt": NOTICE, "附件1.xlsx": annex()}))
    first = {document.file.file_name: document.key for document in plan_documents(settings(raw))}
    put(raw, "inbox/公布.zip", zip_of({"通知.txt": NOTICE.replace("17号", "18号"), "附件1.xlsx": annex()}))
    second = {document.file.file_name: document.key for document in plan_documents(settings(raw))}
    assert first["inbox/公布.zip/附件1.xlsx"] != second["inbox/公布.zip/附件1.xlsx"]


@pytest.mark.parametrize(
    ("names", "notice"),
    [
        (["附件1：分解表.docx", "附件2：清单.docx", "正文.docx"], "正文.docx"),
        (["附件1.docx", "关于印发方案的通知.docx", "封面.docx"], "关于印发方案的通知.docx"),
        (["分解表.xlsx", "关于下达任务的通知.pdf"], "关于下达任务的通知.pdf"),
        (["附件1.docx", "附件2.docx"], None),
        (["一季度.xlsx", "二季度.xlsx"], None),
        (["通知一.docx", "通知二.docx"], None),
        (["通知.docx"], None),
    ],
)
def test_the_notice_of_a_bundle_is_told_by_names(raw, names, notice):
    put(raw, "inbox/公布.zip", zip_of({name: name for name in names}))
    others = [name for name in names if name != notice] if notice else []
    assert annexed(raw) == {f"inbox/公布.zip/{name}": f"inbox/公布.zip/{notice}" for name in others}


def test_a_page_links_to_a_bundle_and_inside_a_bundle(raw):
    put(raw, "inbox/通知.html", PAGE.replace("W020.xlsx", "全部附件.zip"))
    put(raw, "inbox/全部附件.zip", zip_of({"一.xlsx": annex(), "二.txt": "二"}))
    inside = {"公告.html": PAGE, "W020.xlsx": annex() + b" ", "另一份.txt": "另"}
    put(raw, "inbox/甲/打包.zip", zip_of(inside))
    assert annexed(raw) == {
        "inbox/全部附件.zip/一.xlsx": "inbox/通知.html",
        "inbox/全部附件.zip/二.txt": "inbox/通知.html",
        "inbox/甲/打包.zip/W020.xlsx": "inbox/甲/打包.zip/公告.html",
        "inbox/甲/打包.zip/另一份.txt": "inbox/甲/打包.zip/公告.html",
    }


def test_links_to_pages_and_to_files_elsewhere_make_no_annex(raw):
    put(raw, "inbox/通知.html", PAGE.replace("</body>", "<a href='b.html'>另一个通知</a></body>"))
    put(raw, "inbox/另一个通知.html", "<html><body><p>另一个通知</p></body></html>")
    put(raw, "青芦县/重点工作责任分解表.xlsx", annex())
    assert annexed(raw) == {}
