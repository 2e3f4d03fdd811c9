"""Addresses of one's own account, and of the officers' road after the password."""

from django.urls import path

from motcua.portal.account import details, devices, hub, passkey_views, phone, phone_stop, second, security, step_up

OFFICER = "dang-nhap/can-bo/"
SECURITY = "tai-khoan/bao-mat/"
PHONE = "tai-khoan/so-dien-thoai/"

urlpatterns = [
    path("tai-khoan/", hub.account, name="account"),
    path("tai-khoan/thong-tin/", details.page, name="account_details"),
    path("tai-khoan/thiet-bi/", devices.devices, name="devices"),
    path("tai-khoan/thiet-bi/tat-ca/", devices.end_all, name="devices_end_all"),
    path("tai-khoan/thiet-bi/<uuid:device>/", devices.end, name="device_end"),
    path(SECURITY, security.security, name="security"),
    path(SECURITY + "khoa/", security.add, name="passkey_add"),
    path(SECURITY + "khoa/<uuid:key>/", security.remove, name="passkey_remove"),
    path(SECURITY + "xac-nhan/", security.again, name="factor_again"),
    path(SECURITY + "ung-dung/", security.app, name="security_app"),
    path(SECURITY + "ma-giay/", security.paper, name="security_paper"),
    path(SECURITY + "mat-khau/", security.password, name="security_password"),
    path(PHONE, phone.ask, name="phone_change"),
    path(PHONE + "xac-nhan/", phone.confirm, name="phone_change_confirm"),
    path(PHONE + "huy/", phone.cancel, name="phone_change_cancel"),
    path("dang-nhap/dung-doi-so/", phone_stop.stop, name="phone_change_stop"),
    path("dang-nhap/khoa-truy-cap/", passkey_views.sign_in, name="passkey_sign_in"),
    path("dang-nhap/khoa-truy-cap/thu-thach/", passkey_views.options, name="passkey_options"),
    path("dang-nhap/xac-nhan-danh-tinh/", step_up.step_up, name="step_up"),
    path(OFFICER + "buoc-hai/", second.second, name="officer_second"),
    path(OFFICER + "cai-dat/", second.enrol, name="officer_enrol"),
]
