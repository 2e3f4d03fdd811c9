from django.apps import AppConfig
from django.urls import reverse


class PortalConfig(AppConfig):
    name = "motcua.portal"
    label = "portal"

    def ready(self) -> None:
        """Give the design system the links around every page, the office to ask and the language switch."""
        from motcua.portal import links, office
        from motcua.ui import navigation

        navigation.register("main", links.main)
        navigation.register("account", links.account)
        navigation.register("acting", links.acting)
        navigation.register("footer", links.footer)
        navigation.register_contact(office.owner)
        navigation.register_language_switch(lambda: reverse("set_language"))
