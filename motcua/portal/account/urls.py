"""Addresses of one's own account."""

from django.urls import path

from motcua.portal.account import hub

urlpatterns = [
    path("tai-khoan/", hub.account, name="account"),
]
