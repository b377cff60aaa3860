#!/bin/sh
# `negawatt estimate infer --rows` over 10,000 rows against `negawatt --version`, which does nothing, in alternating runs.
# Usage: bench/rows.sh [PAIRS] [ROWS]      (default 9 pairs of 10,000 rows; a quiet machine is best)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/../negawatt" --version > /dev/null # builds and prepares what is missing
java_home=$(NEGAWATT_JAVA_OPTS=-XshowSettings:properties "$here/../negawatt" --version 2>&1 | sed -n 's/^ *java.home = //p')
exec "$java_home/bin/java" "$here/Rows.java" "$here/../negawatt" "${1:-9}" "${2:-10000}"
