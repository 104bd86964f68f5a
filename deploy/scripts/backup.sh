#!/bin/sh
# Backs up a cluster while it runs: backup.sh FOLDER
#
#   PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE   the catalog's PostgreSQL, as for pg_dump
#   QUANT_DATA                                       the data root (the shared volume)
#
# The catalog is dumped first, the lake's files afterwards: they never change, and those the dump names are only ever
# collected after `quant lake gc`'s grace period. So pause collection, or let a backup take less time than its grace.
# FOLDER may be that of an earlier backup; only new files are copied then.
set -eu
target=${1:?usage: backup.sh FOLDER}
data=${QUANT_DATA:?QUANT_DATA must name the data root}
[ -d "$data/lake" ] || { echo "backup.sh: no lake in $data" >&2; exit 1; }
mkdir -p "$target/lake"
# Members of the running cluster are not worth keeping: the silos of a restored one are others.
pg_dump --format=custom --no-owner --no-privileges \
    --exclude-table-data='orleansmembership*' \
    --file="$target/catalog.dump.new"
for part in lake models; do
    [ -d "$data/$part" ] || continue
    mkdir -p "$target/$part"
    (cd "$data/$part" && find . -type f ! -name '*.tmp' -print) | while IFS= read -r file; do
        [ -e "$target/$part/$file" ] && continue
        mkdir -p "$target/$part/$(dirname "$file")"
        # One collected since it was listed is one the dump does not name any more, or the grace period was too short:
        # `quant lake check` tells after a restore.
        [ -e "$data/$part/$file" ] || continue
        cp -p "$data/$part/$file" "$target/$part/$file.part"
        mv "$target/$part/$file.part" "$target/$part/$file"
    done
done
mv "$target/catalog.dump.new" "$target/catalog.dump"
echo "backup.sh: $target holds the catalog and $(find "$target/lake" -type f | wc -l | tr -d ' ') files of the lake"
