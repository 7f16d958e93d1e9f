"""What somebody may learn of records of Wagtail and Django that have no policy of their own: those of their organisations."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from wagtail.models import Collection, Page, Site, Task, TaskState, Workflow, WorkflowState
from wagtail.permissions import policy_registry

from backend.core.reach import CONFINEMENTS
from backend.organisations.access import organisations_of


def _mine(user: Any) -> QuerySet[Any]:
    return organisations_of(user).order_by().values("pk")


def sites(user: Any) -> QuerySet[Site]:
    """Return the sites of the user's organisations."""
    return Site.objects.filter(organisation__in=_mine(user))


def collections(user: Any) -> QuerySet[Collection]:
    """Return the collections of the user's organisations, and those inside them."""
    own = Q(pk__in=())
    for path in Collection.objects.filter(organisation__in=_mine(user)).values_list("path", flat=True):
        own |= Q(path__startswith=path)
    found: QuerySet[Collection] = Collection.objects.filter(own)
    return found


def groups(user: Any) -> QuerySet[Group]:
    """Return the groups of roles of the user's organisations."""
    return Group.objects.filter(organisation_role__organisation__in=_mine(user))


def people(user: Any) -> QuerySet[Any]:
    """Return the user and their colleagues."""
    return get_user_model().objects.filter(Q(pk=user.pk) | Q(pk__in=_people_of(groups(user))))


def _people_of(of_groups: QuerySet[Group]) -> QuerySet[Any]:
    return get_user_model().objects.filter(groups__in=of_groups.values("pk")).values("pk")


def workflows(user: Any) -> QuerySet[Workflow]:
    """Return the workflows of pages that the user may explore."""
    pages = policy_registry.get_by_type(Page).explorable_instances(user).order_by().values("pk")
    return Workflow.objects.filter(workflow_pages__page__in=pages)


def tasks(user: Any) -> QuerySet[Task]:
    """Return the tasks of those workflows."""
    return Task.objects.filter(workflow_tasks__workflow__in=workflows(user).values("pk"))


def workflow_states(user: Any) -> QuerySet[WorkflowState]:
    """Return how those workflows stand for each page."""
    return WorkflowState.objects.filter(workflow__in=workflows(user).values("pk"))


def task_states(user: Any) -> QuerySet[TaskState]:
    """Return how their tasks stand."""
    return TaskState.objects.filter(workflow_state__workflow__in=workflows(user).values("pk"))


def confine_to_organisations() -> None:
    """Register all of them."""
    CONFINEMENTS.update(
        {
            Site: sites,
            Collection: collections,
            Group: groups,
            get_user_model(): people,
            Workflow: workflows,
            Task: tasks,
            WorkflowState: workflow_states,
            TaskState: task_states,
        }
    )
