"""The addresses of "Dữ liệu của tôi": who looked, what I agreed to, take it along, close the account."""

from django.urls import path

from motcua.portal.account import data, data_closing, data_consents, data_pack, data_seen

HERE = "tai-khoan/du-lieu/"

urlpatterns = [
    path(HERE, data.overview, name="data"),
    path(HERE + "ai-da-xem/", data_seen.mine, name="data_seen"),
    path("ho-so/<uuid:id>/ai-da-xem/", data_seen.one, name="dossier_seen"),
    path(HERE + "dong-y/", data_consents.consents, name="data_consents"),
    path(HERE + "tai-ve/", data_pack.page, name="data_pack"),
    path(HERE + "tai-ve/tep/", data_pack.download, name="data_pack_file"),
    path(HERE + "dong-tai-khoan/", data_closing.explain, name="data_close"),
    path(HERE + "dong-tai-khoan/xac-nhan/", data_closing.confirm, name="data_close_confirm"),
]
