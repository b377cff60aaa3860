#!/bin/sh
# What metering costs the metered: CPU time of a CPU-bound child under `negawatt run` at 10 Hz over its bare CPU time, in
# alternating runs. The child counts its own CPU time, so that negawatt's is not in it.
# Usage: bench/overhead.sh [PAIRS]      (default 15)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/../negawatt" --version > /dev/null
exec "$("$here/java-home")/bin/java" "$here/Overhead.java" "$here/../negawatt" "${1:-15}"
