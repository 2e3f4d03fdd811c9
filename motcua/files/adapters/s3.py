"""Files in a bucket of an S3 store, with the promises of the disk: what was acknowledged stays, nothing is overwritten.

Nobody gets an address in the store: files go out through our own process, after the policy was asked.
"""

from __future__ import annotations

import secrets
import weakref
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.core.files import File
from django.core.files.storage import Storage
from django.core.files.utils import validate_file_name

from motcua.files import intake
from motcua.files.adapters.s3_client import Patience, S3Client
from motcua.files.adapters.s3_signature import Credentials
from motcua.files.shelf import StoreAway

NAMES_TRIED = 5
PAGE = 1000  # keys


class S3Bucket(Storage):
    """`place` is s3://bucket or s3://bucket/folder. Every method raises `motcua.files.shelf.StoreAway` (an OSError)."""

    def __init__(
        self, *, place: str, endpoint: str, region: str, key: str, secret: str, encryption: str = "",
        encryption_key: str = "", patience: Patience | None = None,
    ) -> None:  # fmt: skip
        bucket, _slash, folder = place.removeprefix("s3://").partition("/")
        self.folder = f"{folder.strip('/')}/" if folder.strip("/") else ""
        self.client = S3Client(endpoint, bucket, Credentials(key, secret, region), patience or Patience())
        self.headers = {
            "x-amz-server-side-encryption": encryption,
            "x-amz-server-side-encryption-aws-kms-key-id": encryption_key,
        }
        weakref.finalize(self, self.client.close)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name as it is: only the store can say, at the moment of writing, whether it is free."""
        validate_file_name(name, allow_relative_path=True)
        return name

    def _save(self, name: str, content: Any) -> str:
        """One request that the store refuses when the name is taken, by whomever and however late.

        A first try may have succeeded though its answer was lost: the mark tells our own bytes from another's.
        """
        sha256, size = intake.digest(content)
        mark, free = secrets.token_hex(8), name
        headers = {"x-amz-meta-sha256": sha256, "x-amz-meta-mark": mark, **self._encryption()}
        for _try in range(NAMES_TRIED):
            if self.client.put(self._key(free), content, size, sha256, headers) or self._is_mine(free, mark):
                return free
            root, dot, ending = name.rpartition(".") if "." in name.rpartition("/")[2] else (name, "", "")
            free = self.get_alternative_name(root, dot + ending)
        raise StoreAway(f"S3: {name} and every name tried beside it are taken")

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        """The whole content in a temporary file: it can be sought in, and a slow reader keeps no line to the store."""
        if mode != "rb":
            raise ValueError("files are written once, by save()")
        found = self.client.get(self._key(name))
        if found is None:
            raise FileNotFoundError(name)
        return File(found[0], name)

    def exists(self, name: str) -> bool:
        return self.client.head(self._key(name)) is not None

    def size(self, name: str) -> int:
        return int(self._head(name)["content-length"])

    def digest(self, name: str) -> str:
        """SHA-256 that the bytes had when the store took them, and that it checked then; "" when it was not told."""
        return str(self._head(name).get("x-amz-meta-sha256", ""))

    def delete(self, name: str) -> None:
        self.client.delete(self._key(name))

    def pages(self, folder: str) -> Iterator[list[str]]:
        """The keys directly in a folder, at most a thousand a page; nothing for a folder that is not there."""
        prefix = self._prefix(folder)
        for _folders, keys in self.client.pages(prefix, "/", PAGE):
            if keys:
                yield [key.removeprefix(self.folder) for key in keys]

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Folders and names in a folder. Raises FileNotFoundError when there is nothing below it."""
        prefix = self._prefix(path)
        folders: list[str] = []
        names: list[str] = []
        for more, keys in self.client.pages(prefix, "/", PAGE):
            folders += [one.removeprefix(prefix).rstrip("/") for one in more]
            names += [key.removeprefix(prefix) for key in keys]
        if not folders and not names:
            raise FileNotFoundError(path)
        return folders, names

    def close(self) -> None:
        """Let go of the lines to the store."""
        self.client.close()

    def ready(self) -> None:
        """Raises `StoreAway` unless the bucket answers now."""
        self.client.ready()

    def open_to_readers(self) -> str:
        """Plain HTTP to another machine shows every file to whoever sits on the way."""
        parts = urlsplit(self.client.endpoint)
        if parts.scheme == "https" or parts.hostname in ("127.0.0.1", "::1", "localhost"):
            return ""
        return f"{self.client.endpoint} is not encrypted"

    def _head(self, name: str) -> Any:
        found = self.client.head(self._key(name))
        if found is None:
            raise FileNotFoundError(name)
        return found

    def _is_mine(self, name: str, mark: str) -> bool:
        found = self.client.head(self._key(name))
        return found is not None and found.get("x-amz-meta-mark") == mark

    def _encryption(self) -> dict[str, str]:
        return {name: value for name, value in self.headers.items() if value}

    def _key(self, name: str) -> str:
        validate_file_name(name, allow_relative_path=True)
        return self.folder + name

    def _prefix(self, folder: str) -> str:
        return f"{self.folder}{folder.strip('/')}/" if folder.strip("/") else self.folder
