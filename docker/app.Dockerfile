FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json nest-cli.json ./
COPY libs libs
COPY apps apps
RUN npm run build

FROM node:20-bookworm-slim AS app
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
# Prompts are made into sound when a flow is published.
RUN apt-get update && apt-get install -y --no-install-recommends espeak-ng sox libsox-fmt-mp3 && rm -rf /var/lib/apt/lists/*
RUN install -d -o node -g node /var/hotline-flows /var/hotline-attachments
ENV NODE_ENV=production
COPY --from=build /app/dist dist
COPY flows flows
COPY docker/check-health.mjs docker/
USER node

FROM caddy:2 AS edge
COPY edge/Caddyfile /etc/caddy/Caddyfile
COPY --from=build /app/dist/apps/web /srv/web
