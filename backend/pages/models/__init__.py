"""The page types, one module each; a class is called after its document: `CaseStudy` → `CaseStudyPage`."""

from backend.pages.models.base import EditorialPage
from backend.pages.models.campaign import CampaignPage
from backend.pages.models.case_study import CaseStudyPage
from backend.pages.models.event import EventPage
from backend.pages.models.film import FilmPage
from backend.pages.models.guide import GuidePage
from backend.pages.models.home import HomePage
from backend.pages.models.news import NewsPage
from backend.pages.models.partner import Partner
from backend.pages.models.section import SectionPage
from backend.pages.models.signpost import SignpostPage
from backend.pages.models.signs import SignsPage
from backend.pages.models.standard import StandardPage
from backend.pages.models.strategy import StrategyPage
from backend.pages.models.toolkit import ToolkitPage

PAGE_TYPES: tuple[type[EditorialPage], ...] = (
    HomePage,
    SectionPage,
    StrategyPage,
    SignsPage,
    GuidePage,
    CaseStudyPage,
    SignpostPage,
    FilmPage,
    EventPage,
    CampaignPage,
    ToolkitPage,
    NewsPage,
    StandardPage,
)
"""Every page type that becomes a document."""

__all__ = [
    "PAGE_TYPES",
    "CampaignPage",
    "CaseStudyPage",
    "EditorialPage",
    "EventPage",
    "FilmPage",
    "GuidePage",
    "HomePage",
    "NewsPage",
    "Partner",
    "SectionPage",
    "SignpostPage",
    "SignsPage",
    "StandardPage",
    "StrategyPage",
    "ToolkitPage",
]
