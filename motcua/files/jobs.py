"""Work on files that waits for its time: scan again, erase, sweep up."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.files import reactions, scanner, shelf
from motcua.files.models import StoredFile
from motcua.journal.jobs import periodic, task
from motcua.kit import clock

SWEPT_DAYS = 7
"""How far back the sweeper looks; a day's folder is swept when it is over, so seven nights try."""
WAITING_BATCH = 500


@task("files.rescan", queue="files")
def rescan(file: str) -> None:
    """Scan a file that waits. Raises `ScannerDown` so that the job is tried again."""
    row = StoredFile.objects.filter(id=UUID(file), scan=StoredFile.Scan.WAITING).first()
    service = scanner.configured()
    if row is None or service is None:
        return
    with shelf.own().open(row.storage_key, "rb") as stream:
        verdict = service.scan(stream)
    with transaction.atomic():
        row = StoredFile.objects.select_for_update(no_key=True).filter(id=row.id, scan="waiting").first()
        if row is None:
            return
        if not verdict.clean:
            reactions.mark_infected(row, verdict.detail)
            return
        row.scan, row.scan_detail = StoredFile.Scan.CLEAN, ""
        row.save(update_fields=["scan", "scan_detail"])


@periodic("files.rescan_waiting", "23 * * * *")
def rescan_waiting() -> None:
    """Queue again what has waited over an hour: its own job gave up while the scanner was away."""
    since = clock.now() - timedelta(hours=1)
    waiting = StoredFile.objects.filter(scan="waiting", uploaded_at__lt=since).order_by("uploaded_at")
    if ids := [{"file": str(id)} for id in waiting.values_list("id", flat=True)[:WAITING_BATCH]]:
        rescan.defer_many(ids)


@task("files.erase", queue="files")
def erase(key: str) -> None:
    """Delete bytes whose row is gone; deleting twice is no fault."""
    if not StoredFile.objects.filter(storage_key=key).exists():
        shelf.own().delete(key)


@periodic("files.sweep_orphans", "17 3 * * *")
def sweep_orphans() -> None:
    """Delete bytes that no row names: their transaction was rolled back after they were written."""
    for back in range(1, SWEPT_DAYS + 1):
        sweep_day(clock.now() - timedelta(days=back))


def sweep_day(day: datetime) -> int:
    """Sweep the folder of one day that is over; gives how many orphans went."""
    folder = f"{day:%Y/%m/%d}"
    swept = 0
    for keys in shelf.own().pages(folder):
        known = StoredFile.objects.filter(storage_key__in=keys).values_list("storage_key", flat=True)
        for key in set(keys).difference(known):
            shelf.own().delete(key)
            swept += 1
    return swept
