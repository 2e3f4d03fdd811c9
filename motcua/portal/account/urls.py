"""Addresses of one's own account."""

from django.urls import path

from motcua.portal.account import devices, hub

urlpatterns = [
    path("tai-khoan/", hub.account, name="account"),
    path("tai-khoan/thiet-bi/", devices.devices, name="devices"),
    path("tai-khoan/thiet-bi/tat-ca/", devices.end_all, name="devices_end_all"),
    path("tai-khoan/thiet-bi/<uuid:device>/", devices.end, name="device_end"),
]
