# The prompts are made into sound once, when the image is built. The first four steps are those of app.Dockerfile, so they are done once.
FROM node:20-bookworm-slim AS sounds
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
RUN apt-get update && apt-get install -y --no-install-recommends espeak-ng sox libsox-fmt-mp3 && rm -rf /var/lib/apt/lists/*
COPY tsconfig.json ./
COPY libs/speech libs/speech
COPY libs/spoken-values libs/spoken-values
COPY launcher launcher
COPY prompts prompts
RUN node --import tsx launcher/sounds/main.ts /sounds

# Asterisk >= 22.10.1 is in Debian sid (two ARI security advisories are fixed there); its Release file can be past its date.
FROM debian:sid-slim
RUN apt-get -o Acquire::Check-Valid-Until=false update \
 && apt-get install -y --no-install-recommends asterisk asterisk-modules \
 && rm -rf /var/lib/apt/lists/* \
 && dpkg --compare-versions "$(dpkg-query -W -f '${Version}' asterisk)" ge 1:22.10.1
# Group 1000 is `node` in the apps' image: what Asterisk writes is readable for the apps and for nobody else.
# A user of our own, not the package's: its number must not change with the next image, since the volume keeps files of it.
RUN groupadd --gid 1000 hotline && useradd --uid 1001 --gid hotline --no-create-home --home-dir /var/hotline --shell /usr/sbin/nologin hotline
# Ticketing writes here, whoever mounts the volume first.
RUN install -d -o 1000 -g 1000 /var/hotline-flows
COPY asterisk-config /opt/hotline/asterisk-config
COPY --from=sounds /sounds /opt/hotline/sounds
COPY docker/asterisk-entrypoint /usr/local/bin/
VOLUME /var/hotline
ENTRYPOINT ["asterisk-entrypoint"]
