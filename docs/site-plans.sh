#!/bin/sh
# Makes docs/site-plan-results.md anew: exactness, solving times and the battery on the reference data.
# Usage: NEGAWATT_REFERENCE_DATA=DIR docs/site-plans.sh
set -eu
cd "$(dirname "$0")/.."
: "${NEGAWATT_REFERENCE_DATA:?say where the reference data are}"
mvn -B -q -pl plan -am test-compile dependency:build-classpath -Dmdep.outputFile="$PWD/plan/target/classpath"
PATH="$(bench/java-home)/bin:$PATH"
java --enable-native-access=ALL-UNNAMED -cp "plan/target/test-classes:plan/target/classes:core/target/classes:$(cat plan/target/classpath)" \
    io.negawatt.plan.operate.SitePlans "$NEGAWATT_REFERENCE_DATA" docs/site-plan-results.md
cat docs/site-plan-results.md
