import pytest
from django.conf import LazySettings

from tests.contracts.fixtures import clamd_process, s3_process, s3_server

__all__ = ["clamd_process", "s3_process", "s3_server"]


@pytest.fixture(autouse=True)
def own_storage(settings: LazySettings, tmp_path) -> None:
    """Every test has its own folder of files, and no scanner unless it asks for one."""
    settings.MOTCUA_CLAMD = ""
    place = {"BACKEND": settings.STORAGES["files"]["BACKEND"], "OPTIONS": {"location": tmp_path / "kept"}}
    settings.STORAGES = {**settings.STORAGES, "files": place}
