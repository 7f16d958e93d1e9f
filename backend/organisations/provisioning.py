"""Setting up an organisation in one step: site, home page, languages, collection, roles and workflow."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from backend.organisations.addresses import host_and_port
from backend.organisations.granting import grant
from backend.organisations.models import Organisation, OrganisationRole, Role

GUIDANCE = "Write here: "
"""How the placeholder words of a new home page begin."""


@transaction.atomic
def provision(*, slug: str, **settings: Any) -> Organisation:
    """Return the organisation `slug` with `settings` (fields of Organisation), everything that it needs set up.

    Safe to repeat: an organisation that exists gets the new settings, and what is missing is made; nothing that people
    made is touched. Raises ValidationError when a setting is wrong, and changes nothing then.
    """
    organisation = Organisation.objects.filter(slug=slug).first() or Organisation(slug=slug)
    for name, value in settings.items():
        setattr(organisation, name, value)
    organisation.full_clean()
    organisation.save()
    set_up(organisation)
    return organisation


@transaction.atomic
def set_up(organisation: Organisation) -> None:
    """Make what a saved organisation lacks: site, home pages, collection, role groups with permissions, and workflow."""
    home = _site(organisation)
    homes = [home, *_translated_homes(organisation, home)]
    _collection(organisation)
    groups = {role: _role_group(organisation, role) for role in Role}
    grant(organisation.roles.select_related("organisation__site__root_page"))
    _workflow(organisation, [groups[Role.EDITOR], groups[Role.ADMINISTRATOR]], homes)


def _site(organisation: Organisation) -> Page:
    hostname, port = host_and_port(organisation.public_address)
    site = organisation.site
    if site is None:
        home = _home_page(organisation)
        site = Site.objects.create(
            hostname=hostname, port=port, site_name=organisation.name, root_page=home.page_ptr, is_default_site=False
        )
        organisation.site = site
        organisation.save(update_fields=["site"])
    elif (site.hostname, site.port, site.site_name) != (hostname, port, organisation.name):
        site.hostname, site.port, site.site_name = hostname, port, organisation.name
        site.save()
    page: Page = site.root_page
    return page


def _home_page(organisation: Organisation) -> Any:
    # `pages` stands above this app, so its model is named by string; a draft may lack what a live page must have.
    model = apps.get_model("pages", "HomePage")
    home = model(
        title=organisation.name,
        slug=organisation.slug,
        live=False,
        has_unpublished_changes=True,
        locale=_locale(organisation.default_locale),
        summary=f"{GUIDANCE}who this site helps and how, in one or two sentences.",
        worried=[
            (
                "item",
                {
                    "heading": "Are you worried about somebody?",
                    "text": f"{GUIDANCE}that people may talk to you even if they are not sure. Then add one or two buttons.",
                    "actions": [],
                },
            )
        ],
    )
    root = Page.get_first_root_node()
    if root is None:
        raise LookupError("There is no root page yet: run the database migrations first.")
    root.add_child(instance=home)
    home.save_revision(clean=False)
    return home


def _locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def _translated_homes(organisation: Organisation, home: Page) -> list[Page]:
    homes = []
    for code in organisation.languages[1:]:
        locale = _locale(code)
        translation = home.get_translation_or_none(locale)
        homes.append(translation or home.specific.copy_for_translation(locale))
    return homes


def _collection(organisation: Organisation) -> None:
    if organisation.collection is not None:
        return
    root = Collection.get_first_root_node()
    if root is None:
        raise LookupError("There is no root collection yet: run the database migrations first.")
    organisation.collection = root.add_child(name=organisation.name)
    organisation.save(update_fields=["collection"])


def _role_group(organisation: Organisation, role: Role) -> Group:
    found = OrganisationRole.objects.filter(organisation=organisation, role=role).select_related("group").first()
    name = f"{organisation.name}: {role.label.lower()}s"
    if found is not None:
        if found.group.name != name:
            found.group.name = name
            found.group.save(update_fields=["name"])
        return found.group
    group = Group.objects.create(name=name)
    OrganisationRole.objects.create(organisation=organisation, role=role, group=group)
    return group


def _workflow(organisation: Organisation, approvers: list[Group], homes: list[Page]) -> None:
    if not WorkflowPage.objects.filter(page_id=homes[0].pk).exists():
        task = GroupApprovalTask.objects.create(name=f"{organisation.name}: an editor approves")
        task.groups.set(approvers)
        workflow = Workflow.objects.create(name=f"{organisation.name}: approval")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(page_id=homes[0].pk, workflow=workflow)
    workflow_id = WorkflowPage.objects.get(page_id=homes[0].pk).workflow_id
    for home in homes[1:]:
        WorkflowPage.objects.get_or_create(page_id=home.pk, defaults={"workflow_id": workflow_id})
