#!/usr/bin/env bash
# build.sh REPOSITORY REVISION: build the image, push it, write sbom.json; prints uri=REPOSITORY@sha256:… last.
# Run by CI, where Docker and AWS's command are. It was never run where it was written (docs/aws.md).
set -euo pipefail
repository=$1 revision=$2
cd "$(dirname "$0")/../.."
base=python:3.11-slim-bookworm
docker pull --quiet "$base" >&2
digest=$(docker image inspect --format '{{index .RepoDigests 0}}' "$base") # the base as it is today, by its digest
aws ecr get-login-password | docker login --username AWS --password-stdin "${repository%%/*}" >&2
docker build --file deployments/aws/Dockerfile --build-arg "BASE=$digest" --build-arg "REVISION=$revision" \
  --tag "$repository:$revision" . >&2
python3 -m deployments.aws.sbom requirements.lock pyproject.toml "$digest" > sbom.json
docker push --quiet "$repository:$revision" >&2
echo "uri=$(docker image inspect --format '{{index .RepoDigests 0}}' "$repository:$revision")"
