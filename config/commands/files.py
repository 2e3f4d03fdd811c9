"""`motcua files move`: take the files of dossiers from the disk to an S3 store, or back."""

import sys
from typing import Any

import click

from config.console import as_json, show, start_django, table

OUTCOMES = {
    "moved": "Đã chuyển", "there": "Đã có sẵn ở nơi đến", "erased": "Đã xóa bản sao của tệp không còn hồ sơ",
    "missing": "Không tìm thấy ở cả hai nơi", "changed": "Nội dung khác lúc cất",
    "taken": "Nơi đến có tệp khác cùng tên",
}  # fmt: skip
SURE = "Trang web và worker đã chạy lại với MOTCUA_FILES mới chưa? Nếu chưa, đừng xóa ở nơi cũ"


@click.group(name="files")
def command() -> None:
    """The files of dossiers, as bytes in a store."""


@command.command()
@click.option("--to", "to", type=click.Choice(["s3", "disk"]), default="s3", show_default=True)
@click.option("--remove", is_flag=True, help="Take away from the old place what is safely at the new one.")
@click.option("--thorough", is_flag=True, help="Read again what is at the new place already.")
@click.option("--yes", is_flag=True, help="Do not ask before --remove.")
@as_json
def move(to: str, remove: bool, thorough: bool, yes: bool, as_json: bool) -> None:
    """Copy every file, compare its hash, go on where an earlier run stopped.

    MOTCUA_FILES and MOTCUA_S3_… name the bucket; it may be run before and after the services use it.
    """
    start_django()
    from django.conf import settings
    from django.core.files.storage import storages

    from motcua.files import moving

    if not settings.MOTCUA_FILES:
        raise click.ClickException("Set MOTCUA_FILES=s3://bucket and MOTCUA_S3_… for this command.")
    if remove and not yes:
        click.confirm(SURE, abort=True, err=True)
    ways: list[Any] = [storages["disk"], storages["files"]]
    source, target = ways if to == "s3" else reversed(ways)
    begun = settings.MOTCUA_HOME / f"files-moving-to-{to}.txt"
    work = moving.Move(source, target, begun, remove=remove, thorough=thorough)
    try:
        with click.progressbar(length=moving.count(), label="Chuyển tệp", file=sys.stderr) as bar:
            told = work.run(bar.update)
    except OSError as problem:
        done = dict(work.told.counts)
        raise click.ClickException(f"{problem}. Done so far: {done}. Run it again to go on.") from None
    said = {**dict.fromkeys(OUTCOMES, 0), **told.counts, "bytes": told.bytes, "trouble": told.troubled}
    show(said, as_json, lambda: _printed(said))
    if not told.well:
        raise SystemExit(1)


def _printed(said: dict[str, Any]) -> str:
    if not any(said[name] for name in OUTCOMES):
        return "Không có tệp nào."
    lines = [table(("Việc", "Số tệp"), [(title, said[name]) for name, title in OUTCOMES.items() if said[name]])]
    return "\n".join([*lines, *said["trouble"]])
