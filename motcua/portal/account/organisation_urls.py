"""Addresses of organisations, their staff, acting for others, and digital certificates."""

from django.urls import path

from motcua.portal.account import acting, certificates, organisations, staff

ONE = "tai-khoan/to-chuc/<uuid:organisation>/"
CERTIFICATE = "dang-nhap/chung-thu-so/"

urlpatterns = [
    path("tai-khoan/to-chuc/", organisations.organisations, name="organisations"),
    path("tai-khoan/to-chuc/them/", organisations.add, name="organisation_add"),
    path(ONE, organisations.organisation, name="organisation"),
    path(ONE + "nhan-vien/them/", staff.invite, name="staff_invite"),
    path(ONE + "nhan-vien/<uuid:mandate>/", staff.end, name="staff_end"),
    path(ONE + "loi-moi/<uuid:invitation>/", staff.withdraw, name="invitation_withdraw"),
    path("tai-khoan/lam-thay/", acting.acting_for, name="acting_for"),
    path("tai-khoan/lam-thay/loi-moi/<uuid:invitation>/", acting.answer, name="invitation_answer"),
    path(CERTIFICATE, certificates.certificate_sign_in, name="certificate_sign_in"),
    path(CERTIFICATE + "tiep/", certificates.certificate_link, name="certificate_link"),
    path(CERTIFICATE + "xac-nhan.<slug:kind>", certificates.certificate_challenge, name="certificate_challenge"),
]
