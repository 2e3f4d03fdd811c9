"""Addresses of doing a dossier together, of acting for another, and of bringing a dossier into an account."""

from django.urls import path

from motcua.portal.together import agreement, authorising, children, claiming, consent, helping, renewed

urlpatterns = [
    path("ho-so/<uuid:id>/cung-lam/", helping.invite, name="help_invite"),
    path("cung-lam/<str:token>/", helping.open, name="help_open"),
    path("nop-ho-so/<str:code>/<uuid:id>/cung-dong-y/", consent.page, name="draft_cosign"),
    path("ho-so/<uuid:id>/bo-sung/cung-dong-y/", renewed.page, name="supplement_consent"),
    path("ky-chung/<str:token>/", agreement.page, name="agree_open"),
    path("tai-khoan/con/", children.page, name="children"),
    path("tai-khoan/uy-quyen/", authorising.page, name="authorisations"),
    path("nhan-ho-so/", claiming.page, name="claim"),
]
