"""The officers' addresses (một cửa)."""

from django.urls import path

from motcua.counter import acts, desk, documents, inbox

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("ho-so/<uuid:id>/", desk.desk, name="desk"),
    path("ho-so/<uuid:id>/giay-to/<uuid:paper>", documents.paper, name="desk_paper"),
    path("ho-so/<uuid:id>/giay-hen.pdf", documents.receipt, name="desk_receipt"),
    path("ho-so/<uuid:id>/ket-qua.pdf", documents.result, name="desk_result"),
    path("ho-so/<uuid:id>/viec/<slug:act>/", acts.act, name="desk_act"),
]
