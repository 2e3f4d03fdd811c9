"""The first administrator of an installation comes from the command line."""

import pytest
from click.testing import CliRunner

from config.commands.officer import command
from motcua.agencies import api, first_sign_in
from motcua.people.models import Account

pytestmark = pytest.mark.django_db
GIVEN = ["add", "--name", "Cao Thế Vinh", "--phone", "0912345670", "--personal-id", "036085000007", "--office", "H42"]


def test_the_first_administrator_may_sign_in_the_first_time() -> None:
    answer = CliRunner().invoke(command, GIVEN)
    assert answer.exit_code == 0, answer.output
    account = Account.objects.get(phone="0912345670")
    assert api.actor_for(account).roles == {"administrator"}
    assert first_sign_in.invited("0912345670", "036085000007") == account


@pytest.mark.parametrize(
    ("change", "words"), [({"Cao Thế Vinh": "Quản trị"}, "tên bộ phận"), ({"H42": "H99"}, "no open office")]
)
def test_a_wrong_beginning_is_refused_in_words(change: dict[str, str], words: str) -> None:
    answer = CliRunner().invoke(command, [change.get(one, one) for one in GIVEN])
    assert answer.exit_code == 1 and words in answer.output
    assert not Account.objects.filter(phone="0912345670").exists()
