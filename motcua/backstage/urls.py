"""The administrators' addresses (quản trị)."""

from django.urls import path

from motcua.backstage import views
from motcua.ui.gallery import gallery

urlpatterns = [
    path("", views.overview, name="administration"),
    path("quyen/", views.rights, name="administration_rights"),
    path("chay-lai/", views.retry, name="administration_retry"),
    path("giao-dien/", gallery, name="gallery"),
]
