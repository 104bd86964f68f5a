#!/bin/sh
# API and pages of a cluster. Options of `quant serve` may follow.
set -eu
app=$(dirname "$0")
exec dotnet "$app/quant.dll" serve --cluster --listen "${QUANT_LISTEN:-0.0.0.0}" "$@"
