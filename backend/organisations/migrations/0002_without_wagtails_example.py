"""Wagtail's first migrations leave an example: a welcome page, a site on it, and groups that may edit every page."""

from typing import Any

from django.db import migrations


def remove_example(apps: Any, schema_editor: Any) -> None:
    """Remove the example where nobody made it their own: groups without members, the welcome page and its site."""
    Page = apps.get_model("wagtailcore", "Page")
    welcome = Page.objects.filter(depth=2, slug="home", title__startswith="Welcome to your new Wagtail site").first()
    if welcome is not None and welcome.numchild == 0:
        apps.get_model("wagtailcore", "Site").objects.filter(root_page=welcome).delete()
        welcome.delete()
        root = Page.objects.get(depth=1)
        root.numchild = Page.objects.filter(depth=2).count()
        root.save(update_fields=["numchild"])
    # Members of these groups could see every organisation's pages and media.
    apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("core", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0002_initial_data"),
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(remove_example, migrations.RunPython.noop)]
