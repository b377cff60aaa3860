#!/bin/sh
# How fast the page is, in Chromium on this machine: first content, re-plan, many runs, a month of devices, live updates, panning.
# Usage: bench/page.sh [MINUTES OF LIVE UPDATES [NAME OF ONE FIGURE]]      (default 2; needs `npm ci` in app/web and chromium)
set -eu
cd "$(dirname "$0")/.."
mvn -B -q verify -Pbrowser -pl browser -am "-Dtest=BrowserSpeedTest${2:+#$2}" -Dsurefire.failIfNoSpecifiedTests=false \
    -Dpage.figures=true "-Dpage.minutes=${1:-2}" "-Dpage.loads=${LOADS:-7}" | grep '^page.figures' | cut -c14-
