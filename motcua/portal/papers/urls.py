"""Addresses of the store of papers."""

from django.urls import path

from motcua.portal.papers import adding, changing, picking, store

ITEM = "kho-giay-to/<uuid:item>/"

urlpatterns = [
    path("kho-giay-to/", store.papers, name="vault"),
    path("kho-giay-to/them/", adding.add, name="vault_add"),
    path(ITEM, store.paper, name="vault_item"),
    path(ITEM + "sua/", changing.edit, name="vault_edit"),
    path(ITEM + "xoa/", changing.remove, name="vault_remove"),
    path(ITEM + "tep", store.file, name="vault_file"),
    path("nop-ho-so/<str:code>/<uuid:id>/giay-to/<str:component>/tu-kho/", picking.pick, name="draft_paper_vault"),
    path(
        "ho-so/<uuid:id>/bo-sung/giay-to/<str:component>/tu-kho/",
        picking.pick_for_supplement,
        name="supplement_paper_vault",
    ),
]
