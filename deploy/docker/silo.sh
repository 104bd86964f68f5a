#!/bin/sh
# One silo of a cluster; SIGTERM drains it. Other silos and clients reach it at QUANT_ADVERTISE, by default this
# container's first address. Options of `quant silo` may follow.
set -eu
if [ -z "${QUANT_ADVERTISE:-}" ]; then
    QUANT_ADVERTISE=$(hostname -i | cut -d ' ' -f 1)
    export QUANT_ADVERTISE
fi
app=$(dirname "$0")
exec dotnet "$app/quant.dll" silo --listen "${QUANT_LISTEN:-0.0.0.0}" "$@"
