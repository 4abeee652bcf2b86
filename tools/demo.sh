#!/bin/sh
# The main job on real input: Longhu's plan checked, its figures of 2015, made-up ones of 2018 and a made-up final year
# held against it.
set -eu
cd "$(dirname "$0")/.."
mkdir -p build
say() { printf '\n\033[1m$ %s\033[0m\n' "$*"; "$@"; }

say planckeck validate plans --quiet
say planckeck show longhu-2016-2020
say planckeck inspect data/longhu-2015.csv --quiet
say planckeck evaluate data/longhu-2015.csv --fail-on never --quiet
say planckeck evaluate data/longhu-2018-made-up.csv --fail-on never --quiet
say planckeck why private-beds --actuals data/longhu-2018-made-up.csv --quiet
say planckeck evaluate data/longhu-2020-made-up.csv --fail-on never --quiet
say planckeck summarize data/longhu-2015.csv --quiet --output build/longhu-2015.md
head -n 24 build/longhu-2015.md
printf '\nThe whole summary is in build/longhu-2015.md\n'
