"""What the documents say is what the code does."""

import re

import pytest
import yaml

from config.documents import PAGES
from demo.accounts import table
from tests.architecture.sources import ROOT, files


@pytest.mark.parametrize("name", PAGES)
def test_printed_pages_are_up_to_date(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name](), "write them again: make documents"


def test_the_readme_names_every_demonstration_account() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [row["name"] for row in table() if row["name"] not in readme or row["phone"] not in readme]


def test_the_operators_guide_names_every_setting() -> None:
    guide = (ROOT / "docs/guides/van-hanh.md").read_text(encoding="utf-8")
    wanted = {"DATABASE_URL", "PORT", "PG_BIN"}
    for path in files(".py", folders=("config", "launch")):
        wanted |= set(re.findall(r"(?:env\.\w+\(|envvar=|environ\.get\()\s*\"((?:MOTCUA_)\w+)\"", path.read_text()))
    assert not sorted(name for name in wanted if f"`{name}`" not in guide)


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    dead = []
    for path in documents:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text(encoding="utf-8")):
            if not (path.parent / target).exists():
                dead.append(f"{path.relative_to(ROOT)}: {target}")
    assert not dead


def test_decisions_are_numbered_on() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/adr").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_publiccode_says_what_its_standard_asks() -> None:
    said = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert said["publiccodeYmlVersion"] == "0.4"
    assert said["legal"]["license"] == "Apache-2.0"
    assert {"name", "url", "platforms", "developmentStatus", "softwareType", "maintenance", "localisation"} <= set(said)
    for language in said["localisation"]["availableLanguages"]:
        text = said["description"][language]
        assert len(text["shortDescription"]) <= 150 and 150 <= len(text["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in text["features"])


def test_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in (ROOT / "docs/images").glob("*.png")) < 300_000
