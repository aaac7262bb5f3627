#!/bin/sh
# What clients of vendors over the network cost, against simulated vendors on the other core.
# Options: --quick, --only firsts,streams,hedging,calls, --calls 50,150, --warm 120, --settle 50, --format mulaw-8k
exec "$(dirname "$(readlink -f "$0")")/run.sh" ProvidersBench "$@"
