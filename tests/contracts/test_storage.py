"""What every storage of files does, whichever the operator chose: the disk, or a bucket of an S3 store."""

import hashlib
import io
import os
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files import File
from django.http import FileResponse

from motcua.files.adapters import disk, s3

Store = disk.DurableDisk | s3.S3Bucket
MEGABYTE = 1024 * 1024


@pytest.fixture(params=["disk", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "disk":
        yield disk.DurableDisk(location=tmp_path / "kept")
        return
    bucket = request.getfixturevalue("s3_server").bucket(place=f"s3://motcua/kho tệp/{uuid4().hex}")
    yield bucket
    bucket.close()


def _file(data: bytes) -> File:  # type: ignore[type-arg]
    return File(io.BytesIO(data))


def test_what_is_saved_comes_back_whole(storage: Store) -> None:
    data = bytes(range(256)) * 20_000
    key = storage.save("2026/11/21/a.jpg", _file(data))
    with storage.open(key) as stream:
        assert stream.read() == data
    assert storage.size(key) == len(data)
    assert storage.exists(key)
    assert storage.digest(key) == hashlib.sha256(data).hexdigest()


def test_what_was_read_half_is_saved_from_its_beginning(storage: Store) -> None:
    content = _file(b"abcdef")
    content.read(3)
    with storage.open(storage.save("a", content)) as stream:
        assert stream.read() == b"abcdef"


@pytest.mark.parametrize("key", ["hồ sơ/đơn.pdf", "2026/giấy khai sinh (1)+&=%20?#.pdf", "ô/dấu'~!*.jpg"])
def test_any_letter_may_be_in_a_name(storage: Store, key: str) -> None:
    assert storage.save(key, _file(key.encode())) == key
    with storage.open(key) as stream:
        assert stream.read() == key.encode()
    assert storage.listdir(key.split("/")[0]) == ([], [key.split("/")[1]])
    assert list(storage.pages(key.split("/")[0])) == [[key]]


def test_nothing_is_overwritten_not_even_by_the_same_content(storage: Store) -> None:
    first = storage.save("2026/a.pdf", _file(b"1"))
    others = [storage.save("2026/a.pdf", _file(data)) for data in (b"2", b"1")]
    assert len({first, *others}) == 3 and all(name.endswith(".pdf") for name in others)
    storage.delete(others[1])
    with storage.open(first) as stream:
        assert stream.read() == b"1"


def test_many_at_once_under_one_name_are_all_kept(storage: Store) -> None:
    contents = [bytes([65 + number // 2]) * 100_000 for number in range(8)]  # pairs of the same content
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda data: storage.save("2026/a", _file(data)), contents))
    assert len(set(names)) == len(contents)
    for name, data in zip(names, contents, strict=True):
        with storage.open(name) as stream:
            assert stream.read() == data


def test_deleting_is_final_and_may_be_repeated(storage: Store) -> None:
    key = storage.save("2026/a", _file(b"1"))
    storage.delete(key)
    storage.delete(key)
    assert not storage.exists(key)


def test_what_is_not_there_is_known(storage: Store) -> None:
    for ask in (storage.open, storage.size, storage.digest):
        with pytest.raises(FileNotFoundError):
            ask("2026/nowhere")
    assert not storage.exists("2026/nowhere")


def test_a_day_can_be_listed_and_a_missing_day_is_known(storage: Store) -> None:
    storage.save("2026/11/21/a", _file(b"1"))
    assert storage.listdir("2026/11/21") == ([], ["a"])
    assert storage.listdir("2026") == (["11"], [])
    with pytest.raises(FileNotFoundError):
        storage.listdir("2026/11/22")
    assert list(storage.pages("2026/11/22")) == []


def test_a_folder_is_listed_in_pages_also_while_it_is_emptied(storage: Store, monkeypatch: Any) -> None:
    for adapter in (disk, s3):
        monkeypatch.setattr(adapter, "PAGE", 4)
    with ThreadPoolExecutor(4) as pool:
        kept = set(pool.map(lambda number: storage.save(f"2026/{number:02}", _file(b"1")), range(10)))
    storage.save("2026/deeper/a", _file(b"1"))
    assert len(storage.listdir("2026")[1]) == 10
    seen: list[str] = []
    for page in storage.pages("2026"):
        assert 1 <= len(page) <= 4
        seen += page
        for key in page:
            storage.delete(key)
    assert set(seen) == kept and len(seen) == 10
    assert storage.listdir("2026") == (["deeper"], [])


def test_it_does_not_leave_its_folder(storage: Store) -> None:
    for key in ("../a", "/etc/passwd", "a/../../b"):
        with pytest.raises(SuspiciousOperation):
            storage.save(key, _file(b"1"))


def _peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_large_photograph_needs_no_more_memory_than_a_small_one(storage: Store, tmp_path: Path) -> None:
    photograph = tmp_path / "photograph"
    photograph.write_bytes(os.urandom(15 * MEGABYTE))
    storage.save("warm", _file(b"1"))

    def there_and_back() -> None:
        with photograph.open("rb") as content:
            key = storage.save("large", File(content))
        with storage.open(key) as stream:
            while stream.read(64 * 1024):
                pass

    assert _peak(there_and_back) < 4 * MEGABYTE


@pytest.mark.django_db  # the end of an answer looks after the database
def test_the_web_server_can_say_how_long_it_is(storage: Store) -> None:
    """A browser shows progress, and notices a download that broke off."""
    answer = FileResponse(storage.open(storage.save("a", _file(b"12345"))))
    assert answer["Content-Length"] == "5" and b"".join(answer.streaming_content) == b"12345"
    answer.close()


def test_it_says_that_it_is_ready(storage: Store) -> None:
    storage.ready()
    assert storage.open_to_readers() == ""
