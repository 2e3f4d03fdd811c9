"""The people of the sandbox's identity providers are those of the demonstration."""

from demo.world import world
from motcua.sandbox.identity.people import PASSWORD, PEOPLE, knows


def test_the_citizens_of_the_demonstration_can_sign_in_by_vneid() -> None:
    for one in world()["people"]:
        found = PEOPLE["vneid"][one["personal_id"]]
        assert (found.name, found.phone) == (one["name"], one["phone"])
        assert found.claims["birthdate"] == str(one["birth_date"])
        assert knows("vneid", one["personal_id"], PASSWORD) is found


def test_officers_of_the_directory_are_known_by_their_e_mail() -> None:
    emails = {one["email"]: one["name"] for one in world()["officers"] if "email" in one}
    assert emails
    for email, name in emails.items():
        assert PEOPLE["staff"][email].name == name


def test_a_wrong_password_knows_nobody() -> None:
    assert knows("vneid", "036195999901", "sai") is None
    assert knows("dvcqg", "nobody", PASSWORD) is None
