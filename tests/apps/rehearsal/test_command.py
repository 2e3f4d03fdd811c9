"""`motcua rehearse`: the table of branches, what broke, and the exit code."""

import json

import pytest
from click.testing import CliRunner

from config.cli import main
from motcua.rehearsal import api
from motcua.rehearsal.report import Fault
from tests.support import world

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["rehearse", *words])
    return done.exit_code, done.output


def test_a_form_by_its_key_with_the_procedures_that_use_it() -> None:
    code, said = run("yeu-cau-luu-dong")
    assert code == 0
    assert "form:yeu-cau-luu-dong" in said and "DV.000001" in said and "2/2 đạt" in said


def test_a_procedure_by_its_code_at_an_office_as_json() -> None:
    code, said = run("DV.000001", "--office", world.commune().code, "--json")
    found = {one["code"]: one for one in json.loads(said)["rehearsals"]}
    assert code == 0 and found["DV.000001"]["green"] and found["DV.000001"]["steps"][-1] == "return"
    assert found["DV.000001"]["branches"] == found["DV.000001"]["taken"] > 20


def test_what_broke_is_named_and_the_command_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_fees", lambda version, known: [Fault("fee", "Tiền phí ra số âm.")])
    code, said = run("DV.000001")
    assert code == 1 and "CHƯA ĐẠT" in said and "fee: Tiền phí ra số âm." in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--all"), (("--all", "khai-sinh"), "--all"), (("khai-sinh", "--record"), "--record"),
        (("9.999",), "Không có tờ khai hay thủ tục nào mang mã “9.999”"),
        (("DV.000001", "--office", "H99"), "Không có cơ quan nào mang mã “H99”"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_said(words: tuple[str, ...], told: str) -> None:
    code, said = run(*words)
    assert code != 0 and told in said
