"""Settings that every environment shares. Nothing here is secret, and nothing depends on the machine."""

from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[2]

INSTALLED_APPS = [
    "backend.core",
    "backend.organisations",
    "backend.media",
    "backend.pages",
    "backend.sharing",
    "backend.api",
    "backend.feedback",
    "backend.demo",
    "wagtail_headless_preview",
    "wagtail.contrib.redirects",
    # After redirects: a page that moves has its redirect made before its site is recorded.
    "backend.publishing",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail.contrib.simple_translation",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "corsheaders",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Before all that may answer by itself, so that its answers can be read from elsewhere too.
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "backend.organisations.working_for.WorkingFor",
    "backend.core.admin_guard.AdminGuard",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "backend.sharing.refusals.PublishingRefusals",
]

ROOT_URLCONF = "backend.urls"
WSGI_APPLICATION = "backend.wsgi.application"
ASGI_APPLICATION = "backend.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_USER_MODEL = "core.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The admin speaks British English; content has languages of its own. The first is the language of pages without another.
LANGUAGE_CODE = "en-gb"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = [
    ("en", "English"),
    ("cy", "Welsh (Cymraeg)"),
    ("ur", "Urdu (اردو)"),
    ("ar", "Arabic (العربية)"),
    ("bn", "Bengali (বাংলা)"),
    ("pa", "Panjabi (ਪੰਜਾਬੀ)"),
    ("gu", "Gujarati (ગુજરાતી)"),
    ("so", "Somali (Soomaali)"),
    ("pl", "Polish (polski)"),
    ("ro", "Romanian (română)"),
    ("fa", "Persian (فارسی)"),
    ("ku", "Kurdish (کوردی)"),
    ("ps", "Pashto (پښتو)"),
    ("tr", "Turkish (Türkçe)"),
    ("uk", "Ukrainian (українська)"),
]
LANGUAGES = [("en-gb", "English (United Kingdom)"), *WAGTAIL_CONTENT_LANGUAGES]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en-gb", "English")]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# TASKS stays unset here: Django's tasks and Wagtail's then run what they are given at once. Production names a database.

# The API's views set their own policies, so nothing else of the framework is configured here.
REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema"}
# `api_schema --check` looks at the description of our API; this check would look at Wagtail's own for its admin.
SPECTACULAR_SETTINGS = {"ENABLE_DJANGO_DEPLOY_CHECK": False}

# Pages of any origin may read the public API, without cookies or a log-in; everything else is closed to them. Who may read
# previews says backend.api.origins.
CORS_URLS_REGEX = r"^/api/v1/(?!preview/)"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "if-match", "if-none-match", "if-range", "range", "x-waymark-preview"]
CORS_EXPOSE_HEADERS = ["ETag", "Content-Length", "Content-Range"]
CORS_PREFLIGHT_MAX_AGE = 86_400

# Counters of visitors' answers live in memory and end within two hours; see backend.feedback.limits. Each process has its
# own, which multiplies the limits by the number of processes.
_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _MEMORY},
    "feedback": {"BACKEND": _MEMORY, "LOCATION": "feedback", "OPTIONS": {"MAX_ENTRIES": 100_000}},
}
# How many proxies of ours stand in front and add to X-Forwarded-For.
WAYMARK_PROXIES = 0
WAYMARK_FEEDBACK_COMMENT_DAYS = 365

# The views that the editor shows in frames say so themselves.
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# A long page is one big form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Waymark"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_IMAGE_MODEL = "media.CustomImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "media.CustomDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# Drafts are shown by `waymark-build preview`, at the address that each environment names as WAYMARK_PREVIEW_URL; each page
# says on which site. The panel is led there at once: the user bar's checks do not reach through a frame in a frame.
WAGTAIL_HEADLESS_PREVIEW = {"REDIRECT_ON_PREVIEW": True}

# The admin asks nobody outside.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Sites are static and made elsewhere, so there is no page here for Wagtail's user bar or comments to link to.
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
