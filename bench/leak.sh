#!/bin/sh
# RSS, threads and handles over 2,000 short calls. Options: --quick.
exec "$(dirname "$(readlink -f "$0")")/run.sh" LeakBench "$@"
