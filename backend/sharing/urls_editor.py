"""Addresses of the comparison and of looks at library pages; part of the app's admin addresses."""

from django.urls import path

from backend.sharing.views import compare, look

urlpatterns = [
    path("compare/<int:pk>/", compare.compare, name="compare"),
    path("compare/<int:pk>/seen/", compare.looked_at, name="seen"),
    path("library/<int:pk>/look/<slug:organisation>/", look.look, name="look"),
]
