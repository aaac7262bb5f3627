#!/bin/sh
# What clients of vendors over the network cost, against simulated vendors on the other core.
# Options: --quick, --only firsts,streams,hedging,calls
exec "$(dirname "$(readlink -f "$0")")/run.sh" ProvidersBench "$@"
