from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "motcua.messaging"
    label = "messaging"
