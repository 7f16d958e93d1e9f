# The builder, the preview server and the web server; no Django. What it runs says the command: see containers/start.

FROM docker.io/library/python:3.13.9-slim-bookworm AS environment
RUN python -m venv /uv && /uv/bin/pip install --no-cache-dir uv==0.13.8
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN UV_PROJECT_ENVIRONMENT=/env UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy \
    /uv/bin/uv sync --locked --no-install-project --no-default-groups --extra paper --extra search --no-cache

FROM docker.io/library/python:3.13.9-slim-bookworm
# What leaflets are made with: Pango and HarfBuzz lay text out, Noto has the letters of every language here, and fontconfig
# lists the fonts now, because the container may not write.
RUN apt-get update && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-core \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin waymark \
    && install -d -o waymark -g waymark /data /data/sites /data/store
ENV PATH=/env/bin:$PATH PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY --from=environment /env /env
COPY containers/start containers/healthy containers/
COPY content_models content_models
COPY frontend frontend
USER waymark
EXPOSE 8070 8080
ENTRYPOINT ["/app/containers/start"]
CMD ["builder"]
