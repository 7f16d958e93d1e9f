"""Addresses of the comparison; part of the app's admin addresses."""

from django.urls import path

from backend.sharing.views import compare

urlpatterns = [path("compare/<int:pk>/", compare.compare, name="compare")]
