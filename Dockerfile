# docker build --build-arg FALCO_LINT=falco-lint@latest -t falco-lint .
# docker run --rm -v "$PWD:/work:ro" falco-lint check .
FROM node:22-alpine
ARG FALCO_LINT=falco-lint@latest
RUN npm install --global --omit=dev --no-audit --no-fund "$FALCO_LINT" && npm cache clean --force
USER node
WORKDIR /work
ENTRYPOINT ["falco-lint"]
CMD ["--help"]
