# The prompts are made into sound once, when the image is built.
FROM node:20-bookworm-slim AS sounds
RUN apt-get update && apt-get install -y --no-install-recommends espeak-ng sox && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY launcher launcher
COPY prompts prompts
RUN node --import tsx launcher/sounds/main.ts /sounds

# Asterisk >= 22.10.1 is in Debian sid (two ARI security advisories are fixed there).
FROM debian:sid-slim
RUN apt-get -o Acquire::Check-Valid-Until=false update \
 && apt-get install -y --no-install-recommends asterisk asterisk-modules \
 && rm -rf /var/lib/apt/lists/*
COPY asterisk-config /opt/hotline/asterisk-config
COPY --from=sounds /sounds /opt/hotline/sounds
COPY docker/asterisk-entrypoint /usr/local/bin/
VOLUME /var/hotline
ENTRYPOINT ["asterisk-entrypoint"]
