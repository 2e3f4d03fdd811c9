"""What this floor can show for the level of a service: that it was rehearsed as it stands."""

from django.utils.translation import gettext as _

from motcua.catalogue.levels.registry import Case, Evidence, provide
from motcua.rehearsal import store


@provide("rehearsed")
def rehearsed(case: Case) -> Evidence:
    """Every branch of the form was taken and one dossier went all the way, for exactly this form and procedure."""
    digest = store.digest_of(case.version, case.document)
    if not digest:
        return Evidence(False, _("Chưa có tờ khai để chạy thử."))
    found = store.outcome(digest)
    if found is None:
        return Evidence(False, _("Chưa chạy thử. Hãy chạy thử ở trang Công bố."))
    return Evidence(found.green, found.said)
