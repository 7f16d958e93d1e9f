"""The app's addresses in the admin."""

from django.urls import path

from backend.feedback.views import comments, pages, visits

app_name = "feedback"
urlpatterns = [
    path("", pages.pages, name="pages"),
    path("csv/", pages.pages_csv, name="pages_csv"),
    path("page/<uuid:page_key>/<str:language>/", pages.page, name="page"),
    path("other-sites/", pages.adopters, name="adopters"),
    path("other-sites/csv/", pages.adopters_csv, name="adopters_csv"),
    path("comments/", comments.comments, name="comments"),
    path("comments/csv/", comments.comments_csv, name="comments_csv"),
    path("comments/<int:pk>/handle/", comments.handle, name="handle"),
    path("comments/<int:pk>/delete/", comments.delete, name="delete"),
    path("visits/", visits.visits, name="visits"),
    path("visits/csv/", visits.visits_csv, name="visits_csv"),
    path("visits/switch/", visits.switch, name="switch_visits"),
]
