"""The app's addresses in the admin."""

from django.urls import include, path

from backend.sharing.views import adopt, decisions, endings, library, offers, records, shared, usage

app_name = "sharing"
urlpatterns = [
    path("", include("backend.sharing.urls_editor")),
    path("library/", library.library, name="library"),
    path("library/<int:pk>/", adopt.offered, name="offered"),
    path("content/", shared.shared_content, name="shared_content"),
    path("content/<int:pk>/", shared.manage, name="manage"),
    path("content/<int:pk>/mode/", decisions.mode, name="mode"),
    path("content/<int:pk>/switch/", decisions.switch, name="switch"),
    path("content/<int:pk>/take-in/", decisions.take_in_pages, name="take_in"),
    path("content/<int:pk>/detach/", decisions.detach_page, name="detach"),
    path("content/<int:pk>/leave/", decisions.leave_page, name="leave"),
    path("offer/<int:page>/", offers.offer_page, name="offer"),
    path("offers/<int:pk>/withdraw/", endings.withdraw, name="withdraw"),
    path("offers/<int:pk>/recall/", endings.recall, name="recall"),
    path("offers/<int:pk>/restore/", endings.restore, name="restore"),
    path("usage/", usage.usage, name="usage"),
    path("usage/csv/", usage.usage_csv, name="usage_csv"),
    path("records/", records.records, name="records"),
]
