"""What the UI shows of every asset beside what it says itself: who answers for it, and the file it is written in."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg

# Who answers for a group of assets; the office names the people behind each team in its own directory.
DATA_TEAM, OFFICE = "team:data", "team:督查室"
OWNERS: Mapping[str, Sequence[str]] = {"findings": [OFFICE, DATA_TEAM], "forms": [OFFICE, DATA_TEAM]}

# Links to files are new in Dagster and say so at every use; the version is pinned.
_BETA = "(Class|Function) `(LocalFileCodeReference|CodeReferencesMetadataValue|with_source_code_references)`"
warnings.filterwarnings("ignore", _BETA, dg.BetaWarning)

Asset = dg.AssetsDefinition | dg.AssetSpec


def presented(assets: Sequence[Asset]) -> list[Asset]:
    """The assets with owners and, where they do not link to a file of their own, a link to their Python."""
    owned = dg.map_asset_specs(_owned, assets)
    linked = [asset if _links(asset) else dg.with_source_code_references([asset])[0] for asset in owned]
    return [asset for asset in linked if isinstance(asset, dg.AssetsDefinition | dg.AssetSpec)]


def written_in(path: Path) -> dict[str, Any]:
    """Metadata that links to a local file: the path is made when the definitions are loaded, wherever they lie."""
    file = dg.LocalFileCodeReference(file_path=str(path))
    return {"dagster/code_references": dg.CodeReferencesMetadataValue(code_references=[file])}


def _owned(spec: dg.AssetSpec) -> dg.AssetSpec:
    return spec.replace_attributes(owners=OWNERS.get(spec.group_name or "", [DATA_TEAM]))


def _links(asset: Asset) -> bool:
    specs = [asset] if isinstance(asset, dg.AssetSpec) else list(asset.specs)
    return any("dagster/code_references" in spec.metadata for spec in specs)
