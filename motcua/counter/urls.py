"""The officers' addresses (một cửa)."""

from django.urls import path

from motcua.counter import acts, desk, documents, inbox, phone
from motcua.counter.direct import authorising, confirming, drafts, pages, reading, renewing, supplement

DIRECT = "nop-truc-tiep/<uuid:id>/"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("to-khai-giay/", reading.page, name="paper_forms"),
    path("uy-quyen/", authorising.page, name="paper_authorisations"),
    path("doi-so/", phone.page, name="counter_phone"),
    path("nop-truc-tiep/", drafts.unfinished, name="direct_drafts"),
    path(DIRECT, drafts.draft, name="direct_draft"),
    path(DIRECT + "ban-moi/", renewing.renew, name="direct_renew"),
    path(DIRECT + "to-khai/<slug:section>/", pages.section, name="direct_section"),
    path(DIRECT + "to-khai/<slug:section>/luu-tam/", pages.autosave, name="direct_autosave"),
    path(DIRECT + "to-khai/<slug:sheet>.<slug:kind>", pages.declaration, name="direct_declaration"),
    path(DIRECT + "giay-to/<str:component>/", pages.paper, name="direct_paper"),
    path(DIRECT + "tep/<uuid:paper>", pages.file, name="direct_file"),
    path(DIRECT + "nguoi-nop/", drafts.applicant, name="direct_applicant"),
    path(DIRECT + "ma-xac-nhan/", confirming.send, name="direct_confirm"),
    path(DIRECT + "xoa/", drafts.discard, name="direct_discard"),
    path(DIRECT + "bo-sung/", supplement.whole, name="direct_supplement"),
    path(DIRECT + "bo-sung/giay-to/<str:component>/", supplement.paper, name="direct_supplement_paper"),
    path(DIRECT + "bo-sung/to-khai/<slug:section>/", supplement.section, name="direct_supplement_section"),
    path(DIRECT + "bo-sung/tep/<uuid:paper>", supplement.file, name="direct_supplement_file"),
    path("ho-so/<uuid:id>/", desk.desk, name="desk"),
    path("ho-so/<uuid:id>/to-khai/<slug:sheet>.<slug:kind>", documents.declaration, name="desk_declaration"),
    path("ho-so/<uuid:id>/giay-to/<uuid:paper>", documents.paper, name="desk_paper"),
    path("ho-so/<uuid:id>/giay-hen.pdf", documents.receipt, name="desk_receipt"),
    path("ho-so/<uuid:id>/ket-qua.pdf", documents.result, name="desk_result"),
    path("ho-so/<uuid:id>/viec/<slug:act>/", acts.act, name="desk_act"),
]
