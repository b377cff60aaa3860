#!/bin/sh
# The load of bench/serving.sh on `negawatt serve` beside Prometheus and VictoriaMetrics (remote write) and PostgreSQL (COPY), in
# one run: samples a second, CPU seconds a million, bytes a sample, memory. Peers that are not installed are left out
# (Debian: apt install prometheus victoria-metrics postgresql).
# Usage: bench/peers/live.sh [SERIES] [STEPS] [ROUNDS]      (default 4000 1800 3; a quiet machine is best)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
"$root/negawatt" --version > /dev/null # builds and prepares what is missing
java_home=$("$here/../java-home")
exec "$java_home/bin/java" -Xmx1g -XX:+UseParallelGC -cp "$root/app/target/negawatt.jar:$root/app/target/lib/*" \
    "$here/live/LivePeers.java" "$root/negawatt" "${1:-4000}" "${2:-1800}" "${3:-3}"
