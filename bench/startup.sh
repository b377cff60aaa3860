#!/bin/sh
# Start-up of `negawatt --version` against a bare JVM that prints one line, in alternating runs: prints the ratio.
# Usage: bench/startup.sh [PAIRS]      (default 60; a quiet machine is best, a busy one widens the range)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/../negawatt" --version > /dev/null # builds and prepares what is missing
java_home=$(NEGAWATT_JAVA_OPTS=-XshowSettings:properties "$here/../negawatt" --version 2>&1 | sed -n 's/^ *java.home = //p')
exec "$java_home/bin/java" "$here/Startup.java" "$java_home" "$here/../negawatt" "${1:-60}"
