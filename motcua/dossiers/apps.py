from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "motcua.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from motcua.dossiers import evidence, merging, reactions

        reactions.register()
        merging.register()
        assert evidence
