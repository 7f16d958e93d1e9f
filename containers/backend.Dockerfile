# The admin, the API, and everything that works for them. What it runs says the command: see containers/start.

FROM docker.io/library/python:3.13.9-slim-bookworm AS environment
RUN python -m venv /uv && /uv/bin/pip install --no-cache-dir uv==0.13.8
WORKDIR /app
COPY pyproject.toml uv.lock ./
# Without the project itself: this layer changes only with the lock. `demo` makes the demonstration's pictures and films.
RUN UV_PROJECT_ENVIRONMENT=/env UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy \
    /uv/bin/uv sync --locked --no-install-project --no-default-groups --group backend --group demo --no-cache

FROM docker.io/library/python:3.13.9-slim-bookworm
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin waymark \
    && install -d -o waymark -g waymark /data /data/media
ENV PATH=/env/bin:$PATH PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=backend.settings.production WAYMARK_STATIC_ROOT=/app/static
WORKDIR /app
COPY --from=environment /env /env
COPY containers/start containers/healthy containers/
COPY content_models content_models
COPY backend backend
# The settings ask for everything at once; nothing of this stays in the image but the collected files.
RUN WAYMARK_SECRET_KEY=0123456789012345678901234567890123456789012345678901234567890123 WAYMARK_ALLOWED_HOSTS=localhost \
    WAYMARK_ADMIN_URL=http://localhost WAYMARK_PREVIEW_URL=http://localhost WAYMARK_DATABASE_NAME=none WAYMARK_MEDIA_ROOT=/tmp \
    python backend/manage.py collectstatic --no-input --verbosity 0
USER waymark
EXPOSE 8000
ENTRYPOINT ["/app/containers/start"]
CMD ["backend"]
