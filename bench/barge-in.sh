#!/bin/sh
# Barge-in: decision to the last agent sample, and onset to `clear`. Options: --calls N, --quick.
exec "$(dirname "$(readlink -f "$0")")/run.sh" TurnBench "$@"
