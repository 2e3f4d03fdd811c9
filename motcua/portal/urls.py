"""The citizen's addresses. Their words are stable: people print them and scripts rely on them."""

from django.urls import include, path

from motcua.portal.account import first_time
from motcua.portal.account import views as account
from motcua.portal.check import views as check
from motcua.portal.fill import papers, printing, renewing, review, sections, tasks
from motcua.portal.find import places
from motcua.portal.find import views as find
from motcua.portal.procedure import downloads, sitemap
from motcua.portal.procedure import views as procedure
from motcua.portal.track import acts, documents, lookup, mine, supplement

FILL = "nop-ho-so/<str:code>/<uuid:id>/"
OWN = "ho-so/<uuid:id>/"

urlpatterns = [
    path("", include("motcua.portal.together.urls")),
    path("", find.home, name="home"),
    path("ngon-ngu/", find.set_language, name="set_language"),
    path("tro-giup/", find.help, name="help"),
    path("thu-tuc/", find.search, name="procedure_search"),
    path("thu-tuc/noi/", places.places, name="places"),
    path("thu-tuc/noi/so-nganh/", places.departments, name="places_departments"),
    path("thu-tuc/noi/cu/<slug:district>/", places.of_district, name="places_of_district"),
    path("thu-tuc/noi/<slug:province>/", places.of_province, name="places_of_province"),
    path("thu-tuc/<str:code>/", procedure.procedure, name="procedure"),
    path("thu-tuc/<str:code>/chuan-bi/", procedure.checklist, name="procedure_checklist"),
    path("thu-tuc/<str:code>/phien-ban/<int:number>/", procedure.edition, name="procedure_edition"),
    path("thu-tuc/<str:code>/to-dan.pdf", downloads.wall, name="procedure_poster"),
    path("thu-tuc/<str:code>/mau/<slug:name>.<slug:kind>", downloads.blank, name="procedure_blank"),
    path("thu-tuc/<str:code>/mau/tep/<uuid:file>", downloads.form_file, name="procedure_form_file"),
    path("so-do-trang/", sitemap.tree, name="site_tree"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.part, name="sitemap_part"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("dang-ky/", account.sign_up, name="sign_up"),
    path("dang-ky/xac-nhan/", account.sign_up_confirm, name="sign_up_confirm"),
    path("dang-nhap/", account.sign_in, name="sign_in"),
    path("dang-nhap/xac-nhan/", account.sign_in_confirm, name="sign_in_confirm"),
    path("dang-nhap/can-bo/", account.officer_sign_in, name="officer_sign_in"),
    path("dang-nhap/can-bo/lan-dau/", first_time.first, name="officer_first"),
    path("dang-nhap/can-bo/lan-dau/mat-khau/", first_time.password, name="officer_first_password"),
    path("dang-xuat/", account.sign_out, name="sign_out"),
    path("ma-xac-nhan/", account.proof_challenge, name="proof_challenge"),
    path("", include("motcua.portal.account.urls")),
    path("", include("motcua.portal.account.organisation_urls")),
    path("", include("motcua.portal.account.sso_urls")),
    path("", include("motcua.portal.papers.urls")),
    path("nop-ho-so/<str:code>/", tasks.start, name="start"),
    path("nop-ho-so/<str:code>/dien-de-in/", printing.start, name="print_start"),
    path(FILL, tasks.draft, name="draft"),
    path(FILL + "co-quan/", tasks.agency, name="draft_agency"),
    path(FILL + "nguoi-nop/", tasks.contact, name="draft_contact"),
    path(FILL + "nhan-ket-qua/", tasks.delivery, name="draft_delivery"),
    path(FILL + "xoa/", tasks.discard, name="draft_discard"),
    path(FILL + "ban-moi/", renewing.renew, name="draft_renew"),
    path(FILL + "to-khai/<slug:section>/", sections.section, name="draft_section"),
    path(FILL + "to-khai/<slug:section>/luu-tam/", sections.autosave, name="draft_autosave"),
    path(FILL + "giay-to/<str:component>/", papers.paper, name="draft_paper"),
    path(FILL + "kiem-tra/", review.review, name="draft_review"),
    path(FILL + "ma-xac-nhan/", review.send_code, name="draft_code"),
    path("ho-so/", mine.dossiers, name="my_dossiers"),
    path(OWN, mine.dossier, name="dossier"),
    path(OWN + "da-nop/", review.submitted, name="submitted"),
    path(OWN + "viec/<slug:act>/", acts.act, name="dossier_act"),
    path(OWN + "bo-sung/", supplement.supplement, name="supplement"),
    path(OWN + "bo-sung/giay-to/<str:component>/", supplement.paper, name="supplement_paper"),
    path(OWN + "bo-sung/to-khai/<slug:section>/", supplement.section, name="supplement_section"),
    path(OWN + "to-khai/<slug:sheet>.<slug:kind>", documents.declaration, name="declaration_file"),
    path(OWN + "giay-hen.pdf", documents.receipt, name="receipt_pdf"),
    path(OWN + "ket-qua.pdf", documents.result, name="result_pdf"),
    path(OWN + "giay-to/<uuid:paper>", documents.paper, name="paper_file"),
    path(OWN + "ma-tra-cuu/", acts.renew_pin, name="pin_renew"),
    path("tra-cuu/", lookup.track, name="track"),
    path("tra-cuu/ma-xac-nhan/", lookup.send_code, name="track_code"),
    path("tra-cuu/mo/", lookup.open, name="track_open"),
    path("tra-cuu/cap-lai-ma/", lookup.new_pin, name="track_pin"),
    path("tim-kiem", lookup.redirect, name="search_redirect"),
    path("kiem-tra/", check.check, name="check"),
    path("kiem-tra/<str:code>/", check.result, name="check_result"),
    path("", include("motcua.portal.account.data_urls")),
]
