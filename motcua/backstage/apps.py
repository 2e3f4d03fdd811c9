from django.apps import AppConfig


class BackstageConfig(AppConfig):
    name = "motcua.backstage"
    label = "backstage"
