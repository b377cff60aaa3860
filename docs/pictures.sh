#!/bin/sh
# Makes docs/images/report.en.png and report.zh.png anew: meters a real job on this machine and lets chromium draw its report.
# Usage: docs/pictures.sh            (needs chromium; the figures are those of the machine it runs on)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$here/../negawatt" quickstart --home "$work/home" --zone CN-East --price "0.62 CNY/kWh" --pue 1.2
mkdir -p "$here/images"
for lang in en zh; do
    for report in "$work"/home/runs/*/report.html; do
        chromium --headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars --user-data-dir="$work/chromium" \
            --window-size=1200,1010 --screenshot="$here/images/report.$lang.png" \
            "file://$report?lang=$lang&theme=light" > /dev/null 2>&1
    done
done
ls -l "$here"/images/report.*.png
