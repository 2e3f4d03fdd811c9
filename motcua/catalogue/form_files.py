"""Files of declared forms (mẫu đơn, tờ khai) that an office keeps for people to download: level 2's evidence."""

from django.db import transaction

from motcua.catalogue.models import FormFile, Procedure
from motcua.files import api as files
from motcua.files.word_files import WORD
from motcua.kit import clock
from motcua.kit.actor import Actor

KINDS = WORD | {"application/pdf"}
LIMIT_BYTES = 5 * 1024 * 1024


def keep(procedure: Procedure, name: str, upload: files.Upload, actor: Actor) -> FormFile:
    """Keep a file for the form `name`, in place of the one before. Raises `files.Refused`; then nothing changes."""
    subject = f"procedure:{procedure.id}"
    taken = files.take(upload, subject=subject, actor=actor, kinds=KINDS, limit_bytes=LIMIT_BYTES)
    with transaction.atomic():
        remove(procedure, name)
        return FormFile.objects.create(
            procedure=procedure, name=name, file=taken, added_at=clock.now(), added_by=actor.name
        )


@transaction.atomic
def remove(procedure: Procedure, name: str) -> None:
    """Take the file of a form away; nothing happens without one."""
    for known in FormFile.objects.select_for_update().filter(procedure=procedure, name=name).select_related("file"):
        known.delete()
        files.remove(known.file)
