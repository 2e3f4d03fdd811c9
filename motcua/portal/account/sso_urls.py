"""Addresses of single sign-on and of the accounts elsewhere that open this one."""

from django.urls import path, re_path

from motcua.portal.account import joining, linked, sso

PROVIDER = "^dang-nhap/(?P<provider>vneid|dvcqg|staff)/"

urlpatterns = [
    re_path(PROVIDER + "$", sso.start, name="sso_start"),
    re_path(PROVIDER + "ve/$", sso.returned, name="sso_return"),
    path("dang-nhap/tai-khoan-cua-toi/", joining.join, name="sso_join"),
    path("tai-khoan/lien-ket/", linked.identities, name="identities"),
    path("tai-khoan/lien-ket/gop/", linked.merge, name="account_merge"),
    path("tai-khoan/lien-ket/<uuid:identity>/bo/", linked.unlink, name="identity_unlink"),
]
