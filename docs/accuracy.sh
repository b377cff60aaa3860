#!/bin/sh
# Makes docs/forecast-accuracy.md anew: back-tests the mix on the reference data.
# Usage: NEGAWATT_REFERENCE_DATA=DIR docs/accuracy.sh
set -eu
cd "$(dirname "$0")/.."
: "${NEGAWATT_REFERENCE_DATA:?say where the reference data are}"
mvn -B -q -pl plan -am test-compile dependency:build-classpath -Dmdep.outputFile="$PWD/plan/target/classpath"
PATH="$(bench/java-home)/bin:$PATH"
java --enable-native-access=ALL-UNNAMED -cp "plan/target/test-classes:plan/target/classes:core/target/classes:$(cat plan/target/classpath)" \
    io.negawatt.plan.forecast.Accuracy "$NEGAWATT_REFERENCE_DATA/grid" docs/forecast-accuracy.md
cat docs/forecast-accuracy.md
