from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "motcua.counter"
    label = "counter"

    def ready(self) -> None:
        from motcua.counter import menu
        from motcua.ui import navigation

        navigation.register("office", menu.links)
