"""What can go wrong between us and an S3 store: nothing is lost, nothing is half there, nobody waits for ever."""

import io
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files import File

from config.settings import files as settings_of_files
from motcua.files.adapters import s3_signature
from motcua.files.adapters.s3 import S3Bucket
from motcua.files.adapters.s3_answers import Answered, parsed
from motcua.files.adapters.s3_client import Patience
from motcua.files.shelf import StoreAway
from tests.contracts import wire
from tests.contracts.s3_server import SECRET, S3Server
from tests.contracts.wire import Wire

MEGABYTE = 1024 * 1024
SHORT = Patience(connect=1, silence=0.5, whole=1, per_second=100 * MEGABYTE)
LONGEST = 8  # seconds: what SHORT allows, on a machine that is busy with other tests


@pytest.fixture
def folder() -> str:
    return f"s3://motcua/{uuid4().hex}"


@pytest.fixture
def bucket(s3_server: S3Server, folder: str) -> S3Bucket:
    return s3_server.bucket(place=folder)


@pytest.fixture
def far(s3_server: S3Server, s3_wire: Wire, folder: str) -> S3Bucket:
    """The same folder, reached by the wire."""
    return s3_server.bucket(place=folder, endpoint=s3_wire.url)


@pytest.fixture
def hurried(s3_server: S3Server, s3_wire: Wire, folder: str) -> S3Bucket:
    """The same again, for who does not wait long."""
    return s3_server.bucket(place=folder, endpoint=s3_wire.url, patience=SHORT)


def _file(data: bytes) -> File:  # type: ignore[type-arg]
    return File(io.BytesIO(data))


def _every_way(store: S3Bucket) -> list[Callable[[], Any]]:
    return [
        store.ready, lambda: store.save("a", _file(b"1")), lambda: store.open("a"), lambda: store.exists("a"),
        lambda: store.size("a"), lambda: store.digest("a"), lambda: store.delete("a"), lambda: store.listdir("a"),
        lambda: list(store.pages("a")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [{"key": "somebody"}, {"secret": "guessed"}, {"place": "s3://no-such-bucket"}, {"endpoint": "http://127.0.0.1:9"}]
)  # fmt: skip
def test_every_way_of_asking_says_that_the_store_is_away_and_no_secret(s3_server: S3Server, wrong: Any) -> None:
    store = s3_server.bucket(patience=SHORT, **wrong)
    store.client.pauses = (0.01,)
    for ask in _every_way(store):
        with pytest.raises(StoreAway) as told:
            ask()
        assert SECRET not in str(told.value) and "guessed" not in repr(store.client)


def test_a_server_killed_in_the_middle_of_an_upload_keeps_nothing_half(s3_server: S3Server, folder: str) -> None:
    store = s3_server.bucket(place=folder, patience=SHORT)
    safe = store.save("before", _file(b"acknowledged"))

    class Dying(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 3 * MEGABYTE and hashed:
                s3_server.kill()
            return super().read(size)

    hashed: list[bool] = []
    content = Dying(os.urandom(10 * MEGABYTE))
    put = store.client.put
    store.client.put = lambda *given: hashed.append(True) or put(*given)  # type: ignore[method-assign]
    with pytest.raises(StoreAway):
        store.save("large", File(content))
    assert s3_server.process is None
    s3_server.start()
    after = s3_server.bucket(place=folder)
    assert not after.exists("large")
    with after.open(safe) as stream:
        assert stream.read() == b"acknowledged"


def test_an_upload_whose_answer_was_lost_is_kept_once_under_its_name(
    far: S3Bucket, bucket: S3Bucket, s3_wire: Wire
) -> None:
    s3_wire.down = wire.once(wire.swallowed)
    assert far.save("a.pdf", _file(b"content")) == "a.pdf"
    assert s3_wire.lines > 1
    assert bucket.listdir("") == ([], ["a.pdf"])


def test_a_line_cut_in_an_upload_is_taken_up_again(far: S3Bucket, bucket: S3Bucket, s3_wire: Wire) -> None:
    data = os.urandom(2 * MEGABYTE)
    s3_wire.up = wire.once(wire.cut_after(MEGABYTE))
    with bucket.open(far.save("a", _file(data))) as stream:
        assert stream.read() == data
    assert s3_wire.lines > 1


def test_an_upload_changed_on_the_way_is_not_kept(far: S3Bucket, bucket: S3Bucket, s3_wire: Wire) -> None:
    s3_wire.up = wire.spoilt
    with pytest.raises(StoreAway):
        far.save("a", _file(os.urandom(2 * MEGABYTE)))
    assert not bucket.exists("a")


def test_an_upload_changed_once_on_the_way_is_sent_again(far: S3Bucket, bucket: S3Bucket, s3_wire: Wire) -> None:
    data = os.urandom(2 * MEGABYTE)
    s3_wire.up = wire.once(wire.spoilt_after(MEGABYTE))
    with bucket.open(far.save("a", _file(data))) as stream:
        assert stream.read() == data


def test_a_line_cut_in_a_download_is_taken_up_again(far: S3Bucket, bucket: S3Bucket, s3_wire: Wire) -> None:
    data = os.urandom(2 * MEGABYTE)
    key = bucket.save("a", _file(data))
    s3_wire.down = wire.once(wire.cut_after(MEGABYTE))
    with far.open(key) as stream:
        assert stream.read() == data


def test_a_download_changed_on_the_way_is_not_given_out(far: S3Bucket, bucket: S3Bucket, s3_wire: Wire) -> None:
    key = bucket.save("a", _file(os.urandom(2 * MEGABYTE)))
    s3_wire.down = wire.spoilt_after(MEGABYTE)
    with pytest.raises(StoreAway, match="changed"):
        far.open(key)


def test_a_silent_store_is_given_up_in_bounded_time(hurried: S3Bucket, s3_wire: Wire) -> None:
    s3_wire.down = s3_wire.silent
    for ask in (lambda: hurried.save("a", _file(b"1")), lambda: hurried.open("a"), hurried.ready):
        begun = time.monotonic()
        with pytest.raises(StoreAway):
            ask()
        assert time.monotonic() - begun < LONGEST


def test_a_store_that_takes_a_little_now_and_then_is_given_up_in_bounded_time(
    hurried: S3Bucket, bucket: S3Bucket, s3_wire: Wire
) -> None:
    bucket.save("a", _file(bytes(20 * MEGABYTE)))
    s3_wire.up = s3_wire.down = s3_wire.slow
    for ask in (lambda: hurried.save("b", _file(bytes(20 * MEGABYTE))), lambda: hurried.open("a")):
        begun = time.monotonic()
        with pytest.raises(StoreAway):
            ask()
        assert time.monotonic() - begun < LONGEST


def test_what_is_kept_is_encrypted_when_the_operator_says_so(s3_server: S3Server, folder: str) -> None:
    store = s3_server.bucket(place=folder, encryption="AES256")
    key = store.save("a", _file(b"content"))
    assert store.client.head(store._key(key))["x-amz-server-side-encryption"] == "AES256"  # type: ignore[index]
    with store.open(key) as stream:
        assert stream.read() == b"content"


def test_nobody_gets_an_address_in_the_store(s3_server: S3Server) -> None:
    with pytest.raises(NotImplementedError):
        s3_server.bucket().url("a")


def test_plain_http_to_another_machine_is_pointed_out(s3_server: S3Server) -> None:
    assert "not encrypted" in s3_server.bucket(endpoint="http://s3.example.vn").open_to_readers()
    assert s3_server.bucket(endpoint="https://s3.example.vn").open_to_readers() == ""


EXAMPLE = s3_signature.Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")


@pytest.mark.parametrize(
    ("path", "asked", "headers", "signature"),
    [
        ("/test.txt", {}, {"range": "bytes=0-9"}, "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
        ("/", {"prefix": "J", "max-keys": "2"}, {}, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
    ],
)
def test_the_signature_is_that_of_the_published_examples(path: str, asked: Any, headers: Any, signature: str) -> None:
    """Source: AWS, "Examples: Signature Calculations in AWS Signature Version 4"."""
    sent = s3_signature.signed(
        EXAMPLE, "GET", path, s3_signature.query(asked), {"host": "examplebucket.s3.amazonaws.com", **headers},
        s3_signature.NOTHING, datetime(2013, 5, 24, tzinfo=UTC),
    )  # fmt: skip
    assert sent["authorization"].endswith(f"Signature={signature}")
    assert EXAMPLE.secret not in repr(EXAMPLE) and EXAMPLE.secret not in str(sent)


@pytest.mark.parametrize("said", [b"", b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<html>"])
def test_an_answer_that_is_no_list_is_refused(said: bytes) -> None:
    with pytest.raises(Answered):
        parsed(said)


@pytest.mark.parametrize(
    ("place", "endpoint", "more", "told"),
    [
        ("https://bucket", "https://s3.vn", {}, "write s3://bucket"),
        ("s3://", "https://s3.vn", {}, "write s3://bucket"),
        ("s3://b", "", {}, "MOTCUA_S3_ENDPOINT"),
        ("s3://b", "s3.vn", {}, "begins with https://"),
        ("s3://b", "https://s3.vn", {"MOTCUA_S3_SECRET": ""}, "MOTCUA_S3_SECRET"),
        ("s3://b", "https://s3.vn", {"MOTCUA_S3_ENCRYPTION": "yes"}, "AES256"),
    ],
)
def test_a_wrong_setting_is_said_at_the_start(
    monkeypatch: pytest.MonkeyPatch, place: str, endpoint: str, more: dict[str, str], told: str
) -> None:
    given = {"MOTCUA_S3_ENDPOINT": endpoint, "MOTCUA_S3_KEY": "k", "MOTCUA_S3_SECRET": "not to be shown", **more}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=told) as problem:
        settings_of_files.bucket(place)
    assert "not to be shown" not in str(problem.value)


def test_the_settings_make_the_storage(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"ENDPOINT": "https://s3.vn", "KEY": "k", "SECRET": "s", "REGION": "vn-1"}.items():
        monkeypatch.setenv(f"MOTCUA_S3_{name}", value)
    made = S3Bucket(**settings_of_files.bucket("s3://tinh/ho-so/")["OPTIONS"])
    assert (made.client.bucket, made.folder, made.client.credentials.region) == ("tinh", "ho-so/", "vn-1")
