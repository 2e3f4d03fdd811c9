from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "motcua.rehearsal"
    label = "rehearsal"

    def ready(self) -> None:
        pass
