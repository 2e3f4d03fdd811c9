"""The administrators' addresses (quản trị)."""

from django.urls import include, path

from motcua.backstage import views
from motcua.backstage.catalogue import acts, editing, exchanging, form_files, lists, offering, one, previews, rehearsing
from motcua.backstage.forms import pages, trying, writing
from motcua.ui.gallery import gallery

LIST = "thu-tuc/"
ONE = LIST + "<str:code>/"
EDIT = ONE + "sua/"
FORMS = "to-khai/"
FORM = FORMS + "<slug:key>/"

urlpatterns = [
    path("", views.overview, name="administration"),
    path("", include("motcua.backstage.people.urls")),
    path("quyen/bang.csv", views.rights_file, name="administration_rights_file"),
    path("quyen/", views.rights, name="administration_rights"),
    path("chay-lai/", views.retry, name="administration_retry"),
    path("giao-dien/", gallery, name="gallery"),
    path(LIST, lists.listed, name="catalogue_list"),
    path(LIST + "moi/", acts.new, name="catalogue_new"),
    path(LIST + "nhap-tep/", exchanging.bring, name="catalogue_import"),
    path(LIST + "ca-bo/", offering.whole_set, name="catalogue_offer_set"),
    path(ONE, one.one, name="catalogue_procedure"),
    path(ONE + "xac-nhan/<slug:item>/", one.confirm, name="catalogue_confirm"),
    path(ONE + "xem-truoc/", previews.preview, name="catalogue_preview"),
    path(ONE + "khac-gi/", previews.changes, name="catalogue_changes"),
    path(ONE + "con-thieu/", previews.missing, name="catalogue_missing"),
    path(ONE + "cong-bo/", acts.publish, name="catalogue_publish"),
    path(ONE + "chay-thu/", rehearsing.start, name="catalogue_rehearse"),
    path(ONE + "bai-bo/", acts.withdraw, name="catalogue_withdraw"),
    path(ONE + "bo-ban-nhap/", acts.discard, name="catalogue_discard"),
    path(ONE + "cung-cap/", offering.offer, name="catalogue_offer"),
    path(ONE + "ngung-cung-cap/", offering.stop, name="catalogue_stop"),
    path(ONE + "tep/", exchanging.export, name="catalogue_export"),
    path(ONE + "bieu-mau/<int:number>/", form_files.form_file, name="catalogue_form_file"),
    path(ONE + "bieu-mau/<int:number>/tep/", form_files.download, name="catalogue_form_download"),
    path(EDIT, editing.edit, name="catalogue_edit"),
    path(EDIT + "<slug:section>/", editing.section, name="catalogue_section"),
    path(EDIT + "<slug:section>/<int:number>/", editing.item, name="catalogue_item"),
    path(FORMS, pages.listed, name="form_list"),
    path(FORMS + "dua-vao/", writing.new, name="form_new"),
    path(FORM, pages.one, name="form"),
    path(FORM + "sua/", writing.edit, name="form_edit"),
    path(FORM + "dien-thu/", trying.trial, name="form_trial"),
    path(FORM + "phan-tich/", pages.report, name="form_report"),
    path(FORM + "tep/", pages.export, name="form_export"),
    path(FORM + "cong-bo/", writing.publish, name="form_publish"),
    path(FORM + "bo-ban-nhap/", writing.discard, name="form_discard"),
]
