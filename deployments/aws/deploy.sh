#!/usr/bin/env bash
# deploy.sh --account dev|test|prod --image REPOSITORY@sha256:… [--plan]: see docs/aws.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec "${PYTHON:-.venv/bin/python}" -m deployments.aws.deploy "$@"
