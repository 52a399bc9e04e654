# docker build -t dossier .
# docker run -v "$PWD/briefs:/briefs:ro" -v dossier-data:/data --env-file .env dossier

FROM node:26-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages are copies of Node for machines that have an older one: here it is in the image.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:26-slim
ENV NODE_ENV=production \
    BRIEFS_DIR=/briefs \
    DATA_DIR=/data
WORKDIR /app
# The folders exist before they become volumes, so that a new volume belongs to the user who writes to it.
RUN mkdir /briefs /data && chown node:node /briefs /data
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY src src
USER node
VOLUME ["/briefs", "/data"]

# A question that must be answered from the briefs: the folder is readable, the index opens, the program works.
HEALTHCHECK --interval=5m --timeout=30s --start-period=2m --retries=3 \
    CMD ["node", "src/dossier.mjs", "ask", "status"]

# No npm in between: a signal that stops the container reaches the program.
CMD ["node", "src/dossier.mjs"]
