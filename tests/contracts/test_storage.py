"""What every storage of files does, whichever the operator chose."""

import io

import pytest
from django.core.files import File
from django.core.files.storage import Storage

from motcua.files.adapters.disk import DurableDisk


@pytest.fixture(params=[DurableDisk])
def storage(request: pytest.FixtureRequest, tmp_path) -> Storage:
    made: Storage = request.param(location=tmp_path / "kept")
    return made


def test_what_is_saved_comes_back_whole(storage: Storage) -> None:
    data = bytes(range(256)) * 20_000
    key = storage.save("2026/11/21/a.jpg", File(io.BytesIO(data)))
    with storage.open(key) as stream:
        assert stream.read() == data
    assert storage.size(key) == len(data)
    assert storage.exists(key)


def test_nothing_is_overwritten(storage: Storage) -> None:
    first = storage.save("2026/a", File(io.BytesIO(b"1")))
    second = storage.save("2026/a", File(io.BytesIO(b"2")))
    assert first != second
    with storage.open(first) as stream:
        assert stream.read() == b"1"


def test_deleting_is_final_and_may_be_repeated(storage: Storage) -> None:
    key = storage.save("2026/a", File(io.BytesIO(b"1")))
    storage.delete(key)
    storage.delete(key)
    assert not storage.exists(key)


def test_a_day_can_be_listed_and_a_missing_day_is_known(storage: Storage) -> None:
    storage.save("2026/11/21/a", File(io.BytesIO(b"1")))
    assert storage.listdir("2026/11/21") == ([], ["a"])
    with pytest.raises(FileNotFoundError):
        storage.listdir("2026/11/22")


def test_it_does_not_leave_its_folder(storage: Storage) -> None:
    from django.core.exceptions import SuspiciousOperation

    for key in ("../a", "/etc/passwd", "a/../../b"):
        with pytest.raises(SuspiciousOperation):
            storage.save(key, File(io.BytesIO(b"1")))
