"""The release as a data package: every table as CSV beside its Parquet, ``datapackage.json`` (Frictionless) saying what
each column, key and source is, and ``dcat.jsonld`` for catalogues.

Everything said of a table is read from the two files: its columns, comments, primary key and NOT NULL from the
release, its foreign keys from the build, where they were enforced.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.publish.snapshot import SCHEMA
from pipeline.warehouse.assembling import constraints
from pipeline.warehouse.sql_text import literal

PACKAGE_FILE, CATALOGUE_FILE, CSV_DIR = "datapackage.json", "dcat.jsonld", "csv"
TITLE = "督办：地方政府承诺与进展"
DESCRIPTION = (
    "What local governments promise and report, as judged facts that lead back to the documents' words. "
    "地方政府的承诺、进展与判定，每条可追溯到文件原文。"
    " In a CSV a text that begins like a formula (= + - @, tab, carriage return, also after apostrophes) has an"
    " apostrophe before it; take one away to read it back."
    " CSV 中以公式符号开头的文字前加了一个撇号，还原时去掉一个即可。"
)
LICENSE = {
    "name": "Apache-2.0",
    "path": "https://www.apache.org/licenses/LICENSE-2.0",
    "title": "Apache License 2.0 (the data; the sources are public official documents and not covered)",
}
TYPES = {"BIGINT": "integer", "DOUBLE": "number", "DATE": "date", "BOOLEAN": "boolean", "TIMESTAMP": "datetime"}
TIMESTAMP = "%Y-%m-%dT%H:%M:%S"
FORMULA = r"^''*[=+\-@\t\r]"  # as in a form's CSV, quoted for SQL
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "duckdb": "application/vnd.duckdb"}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Row = Mapping[str, Any]


def write_package(warehouse: Path, built: Path, name: str) -> int:
    """Write csv/, datapackage.json and dcat.jsonld beside ``warehouse``; returns the tables described.

    ``built`` is the file dbt built, ``name`` the release's.
    """
    import duckdb

    directory = warehouse.parent
    (directory / CSV_DIR).mkdir(exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(warehouse)} as release (read_only)")
        connection.execute(f"attach {literal(built)} as built (read_only)")
        columns = _columns(connection)
        for table, fields in columns.items():
            _write_csv(connection, table, fields, directory / CSV_DIR / f"{table}.csv")
        keys, comments = keys_of(connection), _comments(connection)
        resources = [_resource(table, columns[table], keys, comments[table], directory) for table in columns]
        sources, span = _sources(connection), _span(connection)
    package = _package(name, resources, sources)
    _write_json(directory / PACKAGE_FILE, package)
    _write_json(directory / CATALOGUE_FILE, _catalogue(package, span, directory))
    return len(resources)


def _columns(connection: Any) -> dict[str, list[Row]]:
    """Every published table with its columns in order."""
    query = f"""
        select table_name, column_name, data_type, is_nullable, comment from duckdb_columns()
        where database_name = 'release' and schema_name = '{SCHEMA}' order by table_name, column_index
    """
    found: dict[str, list[Row]] = defaultdict(list)
    for table, column, data_type, nullable, comment in connection.execute(query).fetchall():
        found[table].append({"name": column, "type": data_type, "nullable": nullable, "comment": comment})
    return found


def _comments(connection: Any) -> dict[str, str]:
    query = "select table_name, coalesce(comment, '') from duckdb_tables() where database_name = 'release'"
    return dict(connection.execute(query).fetchall())


def keys_of(connection: Any) -> dict[tuple[str, str], list[Row]]:
    """(table, kind of constraint) -> its keys: columns, and for foreign keys where they lead."""
    query = f"""
        select distinct
            table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names
        from ({constraints(connection, "built")})
        where schema_name = '{SCHEMA}' and constraint_type in ('PRIMARY KEY', 'FOREIGN KEY')
        order by all
    """
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for table, kind, columns, to_table, to_columns in connection.execute(query).fetchall():
        found[table, kind].append({"columns": columns, "to": to_table, "to_columns": to_columns})
    return found


def _write_csv(connection: Any, table: str, fields: Sequence[Row], path: Path) -> None:
    values = ", ".join(f"{_csv_value(field)} as {_identifier(field['name'])}" for field in fields)
    query = f"select {values} from release.{SCHEMA}.{_identifier(table)} order by all"
    connection.execute(f"copy ({query}) to {literal(path)} (format csv, header)")


def _csv_value(field: Row) -> str:
    column = _identifier(field["name"])
    if field["type"] == "VARCHAR":
        return f"case when regexp_matches({column}, '{FORMULA}') then '''' || {column} else {column} end"
    return f"strftime({column}, '{TIMESTAMP}')" if field["type"] == "TIMESTAMP" else column


def _resource(
    table: str, fields: Sequence[Row], keys: Mapping[tuple[str, str], Sequence[Row]], comment: str, directory: Path
) -> dict[str, Any]:
    path = f"{CSV_DIR}/{table}.csv"
    primary = [name for key in keys.get((table, "PRIMARY KEY"), ()) for name in key["columns"]]
    schema: dict[str, Any] = {"fields": [_field(field, field["name"] in primary) for field in fields]}
    if primary:
        schema["primaryKey"] = primary
    foreign = [_foreign_key(table, key) for key in keys.get((table, "FOREIGN KEY"), ())]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": table,
        "description": comment,
        "path": path,
        "parquet": f"parquet/{table}.parquet",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": MEDIA_TYPES["csv"],
        "encoding": "utf-8",
        **_checksum(directory / path),
        "schema": schema,
    }


def _field(field: Row, is_key: bool) -> dict[str, Any]:
    """A column; a text that must not be null may still be empty, which a CSV cannot tell from null."""
    found = {"name": field["name"], "type": _type(field["type"]), "description": field["comment"] or ""}
    if field["type"] == "TIMESTAMP":
        found["format"] = TIMESTAMP
    is_required = not field["nullable"] and (is_key or field["type"] != "VARCHAR")
    return {**found, "constraints": {"required": True}} if is_required else found


def _type(data_type: str) -> str:
    return "number" if data_type.startswith("DECIMAL") else TYPES.get(data_type, "string")


def _foreign_key(table: str, key: Row) -> dict[str, Any]:
    to = "" if key["to"] == table else key["to"]  # an empty name is the table itself
    return {"fields": list(key["columns"]), "reference": {"resource": to, "fields": list(key["to_columns"])}}


def _checksum(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _sources(connection: Any) -> list[dict[str, Any]]:
    """The documents, with what proves that one has the same."""
    query = f"""
        select title, file_name, sha256, doc_number, issuer, issued_on::varchar as issued, origin
        from release.{SCHEMA}.dim_documents order by file_name, sha256
    """
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [{key: value for key, value in row.items() if value is not None} for row in rows]


def _span(connection: Any) -> Row:
    """Places, and the first and last day that the facts speak of."""
    query = f"""
        select
            list(distinct documents.jurisdiction order by documents.jurisdiction),
            min(periods.start_date)::varchar, max(periods.end_date)::varchar
        from release.{SCHEMA}.dim_documents as documents
        left join release.{SCHEMA}.dim_periods as periods
            on periods.period_id in (documents.plan_period_id, documents.report_period_id)
    """
    places, start, end = connection.execute(query).fetchall()[0]
    return {"places": [place for place in places or [] if place], "start": start, "end": end}


def _package(name: str, resources: Sequence[Row], sources: Sequence[Row]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "duban",
        "title": TITLE,
        "description": DESCRIPTION,
        "version": name,
        "licenses": [LICENSE],
        "sources": list(sources),
        "resources": list(resources),
    }


def _catalogue(package: Row, span: Row, directory: Path) -> dict[str, Any]:
    """The release as a DCAT dataset; addresses are relative to the record."""
    files = [directory / "warehouse.duckdb"]
    files += [directory / path for resource in package["resources"] for path in (resource["path"], resource["parquet"])]
    return {
        "@context": CONTEXT,
        "@id": "",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{package['name']}/{package['version']}",
        "dct:title": {"@value": TITLE, "@language": "zh"},
        "dct:description": package["description"],
        "dcat:version": package["version"],
        "dct:language": ["zh", "en"],
        "dct:license": {"@id": LICENSE["path"]},
        "dct:spatial": list(span["places"]),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": span["start"], "@type": "xsd:date"},
            "dcat:endDate": {"@value": span["end"], "@type": "xsd:date"},
        },
        "dct:source": [
            {"dct:title": source.get("title"), "dct:identifier": f"sha256:{source['sha256']}"}
            for source in package["sources"]
        ],
        "dcat:distribution": [_distribution(path, directory) for path in files],
    }


def _distribution(path: Path, directory: Path) -> dict[str, Any]:
    checksum = _checksum(path)
    return {
        "@type": "dcat:Distribution",
        "dcat:downloadURL": {"@id": path.relative_to(directory).as_posix()},
        "dcat:mediaType": MEDIA_TYPES[path.suffix[1:]],
        "dcat:byteSize": checksum["bytes"],
        "spdx:checksum": {
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": checksum["hash"].removeprefix("sha256:"),
        },
    }


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
