# The bot, not as root, with its data in a volume: docker build -t communique . ; docs/operations.md has a compose file.
FROM python:3.11-slim

RUN useradd --create-home --uid 10001 communique
WORKDIR /app
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONUNBUFFERED=1

# What seldom changes first: libraries are installed again only where their list has changed.
COPY pyproject.toml constraints.txt README.md LICENSE ./
RUN mkdir bot embeddings && touch bot/__init__.py embeddings/__init__.py \
    && pip install -c constraints.txt -e '.[postgres]' \
    && rm -r bot embeddings
COPY bot bot
COPY embeddings embeddings
COPY config config
COPY seeds seeds

ENV COMMUNIQUE_RECORD__DATA=/data COMMUNIQUE_LOGGING__JSON_LINES=true
RUN mkdir /data && chown communique /data
USER communique
VOLUME /data
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
