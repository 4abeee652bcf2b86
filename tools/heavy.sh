#!/bin/sh
# What the heavy tests need beside Python: node with the language server that editors use for YAML and the checker of
# accessibility, a PostgreSQL server, which the tests start themselves in a temporary folder, a browser, which looks at
# the pages, LibreOffice, which opens workbooks and documents, and a Chinese font for both.
set -eu
if ! command -v npm >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq nodejs npm >/dev/null
  else
    echo "the heavy tests need node: run once  apt-get install nodejs npm  (as root)"
    exit 1
  fi
fi
if [ ! -x node_modules/.bin/yaml-language-server ]; then
  npm install --no-save --no-audit --no-fund --silent yaml-language-server@2.0.0
fi
if [ ! -f node_modules/axe-core/axe.min.js ]; then
  npm install --no-save --no-audit --no-fund --silent yaml-language-server@2.0.0 axe-core@4.14.1
fi
if ! command -v chromium >/dev/null 2>&1 || [ -z "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null
  else
    echo "the heavy tests need a browser and a Chinese font: run once  apt-get install chromium fonts-noto-cjk  (as root)"
    exit 1
  fi
fi
if [ -z "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] && ! command -v initdb >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq postgresql >/dev/null
  else
    echo "the heavy tests need a PostgreSQL server: run once  apt-get install postgresql  (as root)"
    exit 1
  fi
fi
if ! command -v soffice >/dev/null 2>&1 || ! command -v pdftotext >/dev/null 2>&1 || [ ! -d /usr/share/fonts/opentype/noto ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends \
      libreoffice-calc libreoffice-writer poppler-utils fonts-noto-cjk >/dev/null
  else
    echo "the heavy tests need LibreOffice: run once  apt-get install libreoffice-calc libreoffice-writer poppler-utils fonts-noto-cjk"
    exit 1
  fi
fi
