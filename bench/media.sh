#!/bin/sh
# CPU of a call and calls per core against an echo server. Options: --quick.
exec "$(dirname "$(readlink -f "$0")")/run.sh" MediaBench "$@"
