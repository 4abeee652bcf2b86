#!/bin/sh
# What the heavy tests need beside Python: node with the language server that editors use for YAML and the checker of
# accessibility, a PostgreSQL server, which the tests start themselves in a temporary folder, a browser, which looks at
# the pages, LibreOffice, which opens workbooks and documents, a Chinese font for both, and Java, on which Spark runs.
set -eu

# install WHAT PACKAGE…: as root, else say the one line that does it
install() {
  what=$1
  shift
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  else
    echo "the heavy tests need $what: run once  apt-get install --no-install-recommends $*  (as root)"
    exit 1
  fi
}

command -v npm >/dev/null 2>&1 || install "node" nodejs npm
if [ ! -x node_modules/.bin/yaml-language-server ] || [ ! -f node_modules/axe-core/axe.min.js ]; then
  npm install --no-save --no-audit --no-fund --silent yaml-language-server@2.0.0 axe-core@4.14.1
fi
command -v chromium >/dev/null 2>&1 || install "a browser" chromium
if ! command -v fc-list >/dev/null 2>&1 || [ -z "$(fc-list :lang=zh | head -n 1)" ]; then
  install "a Chinese font" fonts-noto-cjk fontconfig
fi
if [ -z "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] && ! command -v initdb >/dev/null 2>&1; then
  install "a PostgreSQL server" postgresql
fi
if ! command -v soffice >/dev/null 2>&1 || ! command -v pdftotext >/dev/null 2>&1; then
  install "LibreOffice" libreoffice-calc libreoffice-writer poppler-utils
fi
if ! command -v java >/dev/null 2>&1; then
  install "Java" openjdk-17-jre-headless
fi
