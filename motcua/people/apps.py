"""People at start-up: every way of signing in begins the clock of its session."""

from typing import Any

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "motcua.people"
    label = "people"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        user_logged_in.connect(_begin, dispatch_uid="motcua.people.devices")


def _begin(sender: object, request: Any, user: Any, **_more: object) -> None:
    from motcua.people import devices

    devices.begin_clock(request.session, user)
