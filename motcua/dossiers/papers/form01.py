"""Form 01."""

from motcua.dossiers.models import Dossier


def render(dossier: Dossier) -> bytes:
    raise LookupError(dossier.id)
