#!/bin/sh
# What training costs. Usage: bench/training.sh scaling|metering|memory|peer
#   scaling   tokens/s of 1 to 4 workers of one thread over those of one
#   metering  step time with a meter over that without
#   memory    growth of resident memory over 5,000 steps
#   peer      against PyTorch in Python with DistributedDataParallel (PYTHON=/usr/bin/python3 with torch)
# OPENBLAS_CORETYPE, where it is set, chooses the kernels of all sides: the faster they are, the more weighs all else.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/../negawatt" --version > /dev/null
exec "$("$here/java-home")/bin/java" "$here/Training.java" "$here/../negawatt" "${1:-scaling}" "${PYTHON:-/usr/bin/python3}"
