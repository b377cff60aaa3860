#!/bin/sh
# Makes the pictures of docs/images anew. Report: meters a real job on this machine and lets chromium draw it, so that its figures
# are those of this machine. Page: what `negawatt serve --demo` shows.
# Usage: docs/pictures.sh [report|page]            (both without an argument; needs chromium and curl)
set -eu
cd "$(dirname "$0")/.."
./negawatt --version > /dev/null # builds what is missing
PATH="$(bench/java-home)/bin:$PATH"
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
mkdir -p docs/images

draw() { # draw URL FILE WIDTH HEIGHT
    chromium --headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars --run-all-compositor-stages-before-draw \
        --virtual-time-budget="${budget:-1000}" --user-data-dir="$work/chromium" --window-size="$3,$4" \
        --screenshot="docs/images/$2" "$1" > /dev/null 2>&1
    ls -l "docs/images/$2"
}

report() {
    ./negawatt run --home "$work" --name quickstart --zone CN-East --price "0.62 CNY/kWh" --pue 1.2 \
        -- java -cp app/target/negawatt.jar io.negawatt.app.run.QuickstartJob 12
    for file in "$work"/runs/*/report.html; do
        for lang in en zh; do
            draw "file://$file?lang=$lang&theme=light" "report.$lang.png" 1200 1190
        done
    done
}

page() {
    port=8797
    ./negawatt serve --demo --port "$port" > "$work/serve.log" 2>&1 &
    server=$!
    until curl -fs "http://127.0.0.1:$port/ready" > /dev/null; do
        kill -0 "$server" 2> /dev/null || { cat "$work/serve.log" >&2; exit 1; }
        sleep 0.3
    done
    curl -fs "http://127.0.0.1:$port/api/v1/outlook" > /dev/null # the first answer is the slowest
    budget=4000 # a live page: time for its requests
    for lang in en zh; do
        for view in now ledger plan estimate meters; do
            draw "http://127.0.0.1:$port/?lang=$lang&theme=light#/$view" "page.$view.$lang.png" 1440 1010
        done
        draw "http://127.0.0.1:$port/?lang=$lang&theme=dark#/now" "page.now.dark.$lang.png" 1440 1010
    done
}

[ $# -gt 0 ] || set -- report page
for what; do
    "$what"
done
