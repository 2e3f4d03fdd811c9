"""`motcua <verb>`: what people and programs read from it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from config import checks
from config.cli import main

VERBS = {"serve", "worker", "sandbox", "demo", "inbox", "verify", "doctor"}


def test_every_verb_explains_itself() -> None:
    listed = CliRunner().invoke(main, ["--help"]).output
    for verb in VERBS:
        assert f"  {verb} " in listed
        told = CliRunner().invoke(main, [verb, "--help"])
        assert told.exit_code == 0, told.output


@pytest.mark.django_db
def test_verify_of_an_untouched_journal() -> None:
    done = CliRunner().invoke(main, ["verify", "--json"])
    assert done.exit_code == 0
    assert json.loads(done.output)["whole"] is True


@pytest.mark.django_db
def test_doctor_names_what_is_down_and_the_remedy() -> None:
    done = CliRunner().invoke(main, ["doctor", "--json"])
    found = {check["name"]: check for check in json.loads(done.output)["checks"]}
    assert found["database"]["ok"]
    assert found["migrations"]["ok"]
    assert found["storage"]["ok"]
    assert not found["workers"]["ok"]
    assert "motcua worker" in found["workers"]["advice"]
    assert done.exit_code == 1
    assert "✗ workers" in CliRunner().invoke(main, ["doctor"]).output


def test_a_check_that_fails_does_not_hide_the_next() -> None:
    def broken() -> str:
        raise OSError("gone")

    def sound() -> str:
        return "fine"

    first, second = checks.findings((broken, sound))
    assert not first.ok
    assert first.detail == "gone"
    assert second.ok


def test_the_accounts_of_the_demonstration_are_for_programs_too() -> None:
    rows = json.loads(CliRunner().invoke(main, ["demo", "accounts", "--json"]).output)
    assert {"role", "name", "phone", "password"} <= set(rows[0])
    assert any("tiếp nhận" in row["role"] for row in rows)


def test_a_database_that_is_away_is_one_line(tmp_path: Path, root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "config.cli", "verify"],
        cwd=root, capture_output=True, text=True, check=False,
        env={"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "MOTCUA_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("Error: Database: ")
    assert len(done.stderr.strip().splitlines()) == 1
