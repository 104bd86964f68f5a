#!/bin/sh
# Restores a backup of backup.sh: restore.sh FOLDER
#
#   PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE   an empty database, as for pg_restore
#   QUANT_DATA                                       an empty data root
#
# No silo may run on them. Afterwards start the silos, and let `quant lake check` read every file.
set -eu
source=${1:?usage: restore.sh FOLDER}
data=${QUANT_DATA:?QUANT_DATA must name the data root}
[ -f "$source/catalog.dump" ] || { echo "restore.sh: no catalog.dump in $source" >&2; exit 1; }
if [ -d "$data/lake" ] && [ -n "$(find "$data/lake" -type f | head -n 1)" ]; then
    echo "restore.sh: $data holds a lake already; restore into an empty data root" >&2
    exit 1
fi
tables=$(psql --no-psqlrc --tuples-only --no-align --command \
    "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
if [ "$tables" != 0 ]; then
    echo "restore.sh: the database has $tables tables already; restore into an empty one" >&2
    exit 1
fi
mkdir -p "$data"
for part in lake models; do
    [ -d "$source/$part" ] || continue
    mkdir -p "$data/$part"
    cp -Rp "$source/$part/." "$data/$part/"
done
pg_restore --no-owner --no-privileges --exit-on-error --single-transaction \
    --dbname="${PGDATABASE:?PGDATABASE must name the database}" "$source/catalog.dump"
echo "restore.sh: restored $(find "$data/lake" -type f | wc -l | tr -d ' ') files of the lake and the catalog"
