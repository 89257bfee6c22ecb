"""The watch list against a site on this machine: what is new is kept byte for byte, everything else left alone."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
import yaml

from pipeline.layouts.entries.sources import read_source_entries
from pipeline.manifest import list_documents
from pipeline.settings import Settings
from pipeline.understand import understand
from pipeline.watch import client as client_module
from pipeline.watch.client import Client
from pipeline.watch.look import look
from tests.watch.site import serving

NOW = dt.datetime(2023, 11, 2, 8, 30)
REPORT = """<html><head><meta charset="gb2312"><title>湖山县政府</title></head><body>
<h1>湖山县2023年重点工作三季度进展情况汇总表</h1><table border="1">
<tr><td>序号</td><td>重点工作</td><td>牵头单位</td><td>进展情况</td></tr>
<tr><td>1</td><td>新建公园8个。</td><td>城管局</td><td>建成公园{n}个。</td></tr></table>
<p><a href="/files/P0201.xlsx">附件1：任务清单.xlsx</a></p><script>hits({hits})</script></body></html>"""
LIST = """<html><head><meta charset="gb2312"></head><body><ul>
<li><a href="t1.html#top" title="湖山县2023年重点工作三季度进展情况">湖山县2023年重点工作…</a></li>
<li><a href="/news/1.html">县长调研</a></li><li><a href='http://elsewhere.test/x.html'>民生实事进展情况</a></li>
<li><a href="gone.html">一季度进展情况</a></li></ul></body></html>"""
NAME = "湖山县2023年重点工作三季度进展情况.html"


@pytest.fixture
def site():
    with serving() as site:
        site.put("/list/", LIST)
        site.put("/list/t1.html", REPORT.format(n=7, hits=1))
        site.put("/files/P0201.xlsx", b"PK\x03\x04 no workbook", "application/octet-stream")
        yield site


@pytest.fixture
def settings(tmp_path, site) -> Settings:
    folder = tmp_path / "raw" / "湖山县"
    folder.mkdir(parents=True)
    (folder / "watch.yml").write_text(yaml.safe_dump({"pages": [{"url": f"{site.root}/list/"}]}), "utf-8")
    return Settings.from_environment({"DUBAN_RAW_DIR": f"{tmp_path}/raw", "DUBAN_DATA_DIR": f"{tmp_path}/data"})


def looked(settings, **changes):
    """What one look saw, by the file's name or the end of the address."""
    seen = look(settings, Client(sleep=lambda _: None, **changes), NOW)
    return {one.file_name or one.url.rsplit("/", 1)[-1]: one.what for one in seen}


def names(settings):
    return [file.file_name.split("/")[1] for file in list_documents(settings.raw_dir)]


def test_what_a_page_lists_is_kept_with_its_annex_and_where_and_when_it_was_found(settings, site):
    seen = looked(settings)
    assert (seen[NAME], seen["附件1：任务清单.xlsx"]) == ("new", "new")
    assert "404" in seen["gone.html"] and "hosts:" in seen["x.html"]
    folder = settings.raw_dir / "湖山县"
    content = (folder / NAME).read_bytes()
    assert content == REPORT.format(n=7, hits=1).encode("gb18030")
    entry = read_source_entries(folder).entries[f"湖山县/{NAME}"]
    assert entry.sha256 == hashlib.sha256(content).hexdigest()
    assert entry.origin == f"{site.root}/list/t1.html（2023-11-02T08:30:00Z 取得，载于 {site.root}/list/）"
    assert names(settings) == sorted([NAME, "附件1：任务清单.xlsx"])
    (document,) = understand(content, entry).records["documents"]
    assert (document.report_period_id, document.origin) == ("2023-Q3", entry.origin)


def test_what_did_not_change_is_not_sent_again_and_not_touched(settings, site):
    looked(settings)
    before = {path: path.stat().st_mtime_ns for path in settings.raw_dir.rglob("*")}
    site.paths()
    assert set(looked(settings)) == {"gone.html", "x.html"}
    assert site.paths() == ["/list/", "/list/t1.html", "/files/P0201.xlsx", "/list/gone.html"]
    assert {path: path.stat().st_mtime_ns for path in settings.raw_dir.rglob("*")} == before


def test_a_changed_page_is_a_new_version_and_a_counter_is_none(settings, site):
    looked(settings)
    site.put("/list/t1.html", REPORT.format(n=7, hits=2))
    assert NAME not in looked(settings)
    site.put("/list/t1.html", REPORT.format(n=8, hits=3))
    assert looked(settings)[NAME] == "new version"
    folder = settings.raw_dir / "湖山县"
    assert (folder / NAME).read_bytes() == REPORT.format(n=8, hits=3).encode("gb18030")
    (before,) = (folder / ".versions").iterdir()
    assert before.read_bytes() == REPORT.format(n=7, hits=1).encode("gb18030")
    assert names(settings).count(NAME) == 1 and len(names(settings)) == 2


@pytest.mark.parametrize("by_hand", ["changed", "taken away"])
def test_what_a_person_did_is_left_alone(settings, site, by_hand):
    looked(settings)
    path = settings.raw_dir / "湖山县" / NAME
    path.write_text("mine") if by_hand == "changed" else path.unlink()
    site.put("/list/t1.html", REPORT.format(n=8, hits=1))
    assert looked(settings)[NAME].startswith("left alone")
    assert not path.exists() or path.read_text() == "mine"


def test_what_lies_there_already_is_not_kept_twice(settings):
    path = settings.raw_dir / "湖山县" / "by hand.html"
    path.write_bytes(REPORT.format(n=7, hits=1).encode("gb18030"))
    assert NAME not in looked(settings)
    other = settings.raw_dir / "湖山县" / "附件1：任务清单.xlsx"
    assert other.exists() and names(settings) == sorted(["by hand.html", other.name])


def test_where_data_began_anew_found_yml_still_knows(settings, site):
    looked(settings)
    (settings.history_dir / "watched.json").unlink()
    site.put("/list/t1.html", REPORT.format(n=8, hits=1))
    assert looked(settings)[NAME] == "new version"
    assert len(names(settings)) == 2


def test_a_name_of_the_web_leads_nowhere(settings, site):
    site.put("/list/", '<html><body><p><a href="t1.html">../../../进展情况/../x</a></p></body></html>')
    looked(settings)
    assert all(path.parent.name in ("湖山县", ".versions") for path in settings.raw_dir.rglob("*") if path.is_file())


def test_the_schedule_is_off_by_default_and_no_refresh_looks():
    from dagster import DefaultScheduleStatus

    from pipeline.assets.keys import WATCHED
    from pipeline.definitions import defs

    repository = defs.get_repository_def()
    assert repository.get_schedule_def("daily_watch").default_status is DefaultScheduleStatus.STOPPED
    for job in ("read", "judge", "refresh"):
        assert WATCHED not in repository.get_job(job).asset_layer.executable_asset_keys
    assert WATCHED in repository.get_job("watch").asset_layer.executable_asset_keys


def test_a_watch_list_that_does_not_fit_stops_no_other(settings):
    bad = settings.raw_dir / "别县" / "watch.yml"
    bad.parent.mkdir()
    for text in ("pages: x", "pages: [{url: 'ftp://a/b'}]", "pges: []", "pages: [{url: 'http://a/', links: []}]", "{"):
        bad.write_text(text, "utf-8")
        seen = looked(settings)
        assert any("别县/watch.yml" in what for what in seen.values()), text
    assert NAME in names(settings)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"content": b"x" * 3000, "media_type": "application/pdf"}, "more than 2,000 bytes"),
        ({"content": b"\x89PNG", "media_type": "image/png"}, "image/png is no document"),
        ({"content": b"half", "media_type": "application/pdf", "Content_Length": "9"}, "broke"),
        ({"content": b"", "status": 503}, "503"),
        ({"content": b"", "status": 302, "Location": "http://127.0.0.2/x"}, "another host"),
        ({"content": b"", "status": 302, "Location": "file:///etc/passwd"}, "another host"),
        ({"content": b"", "status": 302, "Location": "t1.html"}, "redirects"),
    ],
)
def test_what_is_no_document_is_said_and_not_kept(settings, site, monkeypatch, change, says):
    monkeypatch.setattr(client_module, "MAX_BYTES", 2000)
    site.put("/list/t1.html", **change)
    assert says in looked(settings)["t1.html"]
    assert names(settings) == []


def test_a_redirect_within_the_site_is_followed(settings, site):
    site.put("/art/9.html", REPORT.format(n=7, hits=1))
    site.put("/list/t1.html", b"", status=301, Location="/art/9.html")
    assert looked(settings)[NAME] == "new"


def test_robots_txt_is_heeded_and_an_ill_host_is_left_alone(settings, site):
    site.put("/robots.txt", "User-agent: *\nDisallow: /list/t1", "text/plain")
    assert "robots.txt" in looked(settings)["t1.html"]
    site.put("/robots.txt", b"", status=500)
    site.paths()
    assert "500" in str(looked(settings))
    assert site.paths() == []


def test_between_two_requests_there_is_a_pause_and_a_busy_host_is_asked_no_more(settings, site):
    waits, now = [], [0.0]
    look(settings, Client(sleep=lambda s: (waits.append(s), now.__setitem__(0, now[0] + s)), clock=lambda: now[0]), NOW)
    assert len(waits) == 4 and set(waits) == {client_module.PAUSE}
    assert all(headers["User-Agent"] == client_module.AGENT for _, headers in site.asked)
    site.put("/list/t1.html", b"", status=429)
    site.paths()
    looked(settings)
    assert site.paths() == ["/list/", "/list/t1.html"]
