"""A URL configuration with views that leak on purpose, one in each way that the walk must notice."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import include, path, re_path
from wagtail.models import Page

from backend.organisations.models import Contact


def by_page(_: HttpRequest, page_id: int) -> HttpResponse:
    return HttpResponse(Page.objects.get(pk=page_id).title)


def by_json(_: HttpRequest) -> HttpResponse:
    return JsonResponse(list(Contact.objects.values_list("phone", flat=True)), safe=False)


def by_header(_: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={"X-Found": Contact.objects.filter(label__contains="quokka")[0].label})


def by_search(request: HttpRequest) -> HttpResponse:
    found = Contact.objects.filter(label__contains=request.GET.get("q", "nothing like it"))
    return HttpResponse(", ".join(contact.label for contact in found))


def by_message(request: HttpRequest, page_id: int) -> HttpResponse:
    messages.error(request, f"You may not touch {Page.objects.get(pk=page_id).title}.")
    return redirect("/admin/")


def by_change(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        Contact.objects.filter(pk=pk).update(phone="999")
    return HttpResponse("Done")


def by_deleting(request: HttpRequest, **_: Any) -> HttpResponse:
    if request.method == "POST":
        Contact.objects.filter(label__contains="quokka").delete()
    return HttpResponse("Done")


def by_reference(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        Contact.objects.filter(label="Support line").update(page_id=request.POST["page"])
    return HttpResponse("Done")


def by_failing(_: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def harmless(_: HttpRequest, page_id: int) -> HttpResponse:
    return HttpResponse(f"Nothing about {page_id}")


def unknown(_: HttpRequest, mystery: int) -> HttpResponse:
    return HttpResponse(str(mystery))


leaks = [
    path("page/<int:page_id>/", by_page),
    path("json/", by_json),
    path("header/", by_header),
    path("search/", by_search),
    path("message/<int:page_id>/", by_message),
    path("snippets/organisations/contact/change/<int:pk>/", by_change),
    re_path(r"^delete/(?P<page_id>\d+)/$", by_deleting),
    path("reference/", by_reference),
    path("failing/", by_failing),
]
urlpatterns = [
    path("admin/", include(leaks)),
    path("admin/harmless/<int:page_id>/", harmless),
    path("admin/mystery/<int:mystery>/", unknown),
    path("elsewhere/", by_json),
]
