#!/bin/sh
# time of a turn, by part; --engines local uses simulated callers. Options: --quick.
exec "$(dirname "$(readlink -f "$0")")/run.sh" TurnBench "$@"
