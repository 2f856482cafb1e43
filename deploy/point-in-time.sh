#!/usr/bin/env bash
# Rehearses recovery to a moment, on a scratch PostgreSQL server made for it: the product's schema and first people, WAL
# archiving, a base backup, one entry in the journal before the moment and one after it, the server's disk lost, recovery
# to the moment. Then the first entry is there, the second is not, and journal and locked records are whole. Nothing of a
# real installation is touched. The settings are the ones a real server needs (README.md, "To a moment").
# PG_BIN: the server's programs, by default the newest under /usr/lib/postgresql.
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
bin=${PG_BIN:-$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)}
[ -x "$bin/pg_basebackup" ] || { echo "no PostgreSQL server programs: set PG_BIN" >&2; exit 2; }
work=$(mktemp -d /var/tmp/vung-manh-moment-XXXXXX)
owner=$(id -un)
if [ "$(id -u)" = 0 ]; then owner=postgres; fi
as_owner() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
data=$work/data archive=$work/archive base=$work/base
stop() { as_owner "$bin/pg_ctl" stop -D "$data" -m "$1" -w >/dev/null 2>&1 || true; }
trap 'stop immediate; rm -rf "$work"' EXIT
mkdir "$archive" "$work/app"
PGPASSWORD=$(head -c 18 /dev/urandom | base64 | tr '+/' '-_')
export PGPASSWORD PGHOST=127.0.0.1 PGUSER=owner
printf '%s' "$PGPASSWORD" >"$work/password"
chown -R "$owner" "$work"
PGPORT=${PORT:-$("$project/node_modules/.bin/node" -e 'const s=require("node:net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')}
export PGPORT
start() { as_owner "$bin/pg_ctl" start -D "$data" -w -t 120 -l "$work/server.log" -o "-p $PGPORT" >/dev/null; }
ask() { "$bin/psql" -v ON_ERROR_STOP=1 -qAtc "$1" "${2:-vung_manh}"; }
cli() { (cd "$project" && DATABASE_URL="postgres://owner:$PGPASSWORD@127.0.0.1:$PGPORT/vung_manh" DATA_DIR="$work/app" DEMO=0 node_modules/.bin/node src/cli.ts "$@"); }
enter() { ask "insert into journal (action, object_type, object_id) values ('$1', 'rehearsal', 'moment')"; }
count() { ask "select count(*) from journal where action = '$1'"; }

as_owner "$bin/initdb" -D "$data" -U owner --auth=scram-sha-256 --pwfile="$work/password" --encoding=UTF8 --locale=C >/dev/null
cat >>"$data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
wal_level = replica
archive_mode = on
archive_command = 'test ! -f $archive/%f && cp %p $archive/%f.part && mv $archive/%f.part $archive/%f'
archive_timeout = 60
CONF
start
ask 'create database vung_manh' postgres
cli begin --province 'Tỉnh Thử' --since 2025-07-01 --administrator 'Người Quản Trị' --organiser 'Người Tổ Chức' >/dev/null
cli journal seal >/dev/null
"$bin/pg_basebackup" -D "$base" -X stream -c fast
"$bin/pg_verifybackup" -q "$base"

enter before.the.moment
sleep 1
moment=$(ask 'select clock_timestamp()')
sleep 1
enter after.the.moment
last=$(ask 'select pg_walfile_name(pg_switch_wal())')
for _ in $(seq 100); do [ -f "$archive/$last" ] && break; sleep 0.1; done
[ -f "$archive/$last" ] || { echo "the last WAL file was not archived" >&2; exit 1; }

# The disaster: killed, and the disk of the database is gone.
stop immediate
rm -rf "$data"
cp -a "$base" "$data"
chown -R "$owner" "$data"
cat >>"$data/postgresql.conf" <<CONF
restore_command = 'cp $archive/%f %p'
recovery_target_time = '$moment'
recovery_target_action = 'promote'
CONF
touch "$data/recovery.signal"
chown "$owner" "$data/recovery.signal"
began=$(date +%s)
start
for _ in $(seq 600); do [ "$(ask 'select pg_is_in_recovery()')" = f ] && break; sleep 0.1; done
[ "$(count before.the.moment)" = 1 ] || { echo "what was written before $moment is not there" >&2; exit 1; }
[ "$(count after.the.moment)" = 0 ] || { echo "what was written after $moment is there" >&2; exit 1; }
cli journal seal >/dev/null
cli verify journal
cli verify records | tail -1
echo "recovered to $moment in $(($(date +%s) - began)) s: what was written before it is there, what was written after it is not"
