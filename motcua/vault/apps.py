"""The store at start-up: papers follow their owner when two accounts of one person become one."""

from uuid import UUID

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "motcua.vault"
    label = "vault"

    def ready(self) -> None:
        from motcua.people import merging

        merging.register("papers", _follow, "vault.item.owner", "vault.shelf.owner")


def _follow(kept: UUID, gone: UUID) -> int:
    from motcua.vault import leaving

    return leaving.move(gone, kept)
