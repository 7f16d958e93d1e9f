"""The app's addresses in the admin."""

from django.urls import include, path

from backend.sharing.views import library, offers, shared, usage

app_name = "sharing"
urlpatterns = [
    path("", include("backend.sharing.urls_editor")),
    path("library/", library.library, name="library"),
    path("library/<int:pk>/", library.offered, name="offered"),
    path("content/", shared.shared_content, name="shared_content"),
    path("content/<int:pk>/mode/", shared.mode, name="mode"),
    path("content/<int:pk>/switch/", shared.switch, name="switch"),
    path("content/<int:pk>/take-in/", shared.take_in_pages, name="take_in"),
    path("content/<int:pk>/detach/", shared.detach_page, name="detach"),
    path("content/<int:pk>/leave/", shared.leave_page, name="leave"),
    path("offer/<int:page>/", offers.offer_page, name="offer"),
    path("offers/<int:pk>/withdraw/", offers.withdraw, name="withdraw"),
    path("offers/<int:pk>/recall/", offers.recall, name="recall"),
    path("offers/<int:pk>/restore/", offers.restore, name="restore"),
    path("usage/", usage.usage, name="usage"),
    path("usage/csv/", usage.usage_csv, name="usage_csv"),
    path("records/", usage.records, name="records"),
]
