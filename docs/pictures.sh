#!/bin/sh
# Makes docs/images/report.en.png and report.zh.png anew: meters a real job on this machine and lets chromium draw its report.
# Usage: docs/pictures.sh            (needs chromium; the figures are those of the machine it runs on)
set -eu
cd "$(dirname "$0")/.."
./negawatt --version > /dev/null # builds what is missing
PATH="$(bench/java-home)/bin:$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

./negawatt run --home "$work" --name quickstart --zone CN-East --price "0.62 CNY/kWh" --pue 1.2 \
    -- java -cp app/target/negawatt.jar io.negawatt.app.run.QuickstartJob 12
mkdir -p docs/images
for report in "$work"/runs/*/report.html; do
    for lang in en zh; do
        chromium --headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars --user-data-dir="$work/chromium" \
            --window-size=1200,1190 --screenshot="docs/images/report.$lang.png" \
            "file://$report?lang=$lang&theme=light" > /dev/null 2>&1
    done
done
ls -l docs/images/report.*.png
