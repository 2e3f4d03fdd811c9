from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "motcua.rehearsal"
    label = "rehearsal"

    def ready(self) -> None:
        from motcua.rehearsal import evidence, gate

        gate.register()
        assert evidence
