"""Addresses of officers (can-bo) and offices (co-quan)."""

from django.urls import path

from motcua.backstage.people import absence, bringing, changing, deciding, hiring, listing, offices

OFFICERS = "can-bo/"
ONE = OFFICERS + "<uuid:id>/"
POST = ONE + "vi-tri/<uuid:post>/"
OFFICES = "co-quan/"
OFFICE = OFFICES + "<uuid:id>/"

urlpatterns = [
    path(OFFICERS, listing.listed, name="officers"),
    path(OFFICERS + "them/", hiring.new, name="officer_new"),
    path(OFFICERS + "nhap/", bringing.bring, name="officer_import"),
    path(OFFICERS + "nhap/mau.csv", bringing.sample, name="officer_import_sample"),
    path(OFFICERS + "de-nghi/", deciding.waiting, name="officer_proposals"),
    path(OFFICERS + "de-nghi/<uuid:id>/rut/", deciding.withdraw, name="officer_proposal_withdraw"),
    path(OFFICERS + "nghi/", absence.mine, name="my_leave"),
    path(OFFICERS + "nghi/<uuid:post>/", absence.enter_mine, name="my_leave_enter"),
    path(OFFICERS + "nghi/<uuid:id>/thoi/", absence.finish, name="leave_end"),
    path(OFFICERS + "noi-lam-viec/", absence.work_place, name="work_place"),
    path(ONE, listing.one, name="officer"),
    path(ONE + "them-vi-tri/", hiring.another, name="officer_another"),
    path(ONE + "viec/<slug:deed>/", changing.act, name="officer_act"),
    path(POST + "doi/", changing.change, name="officer_change"),
    path(POST + "thoi/", changing.end, name="officer_end"),
    path(POST + "nghi/", absence.enter_for, name="officer_leave"),
    path(OFFICES, offices.tree, name="offices"),
    path(OFFICES + "them/", offices.new, name="office_new"),
    path(OFFICE, offices.one, name="office"),
    path(OFFICE + "sua/", offices.edit, name="office_edit"),
    path(OFFICE + "dong/", offices.close, name="office_close"),
    path(OFFICE + "chuc-danh/", offices.post, name="office_post"),
]
