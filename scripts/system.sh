#!/bin/sh
# Install what the tests need from Debian: a browser with its sandbox, a library that the browser's
# driver lacks, letters (Arabic among them) and emoji, and pdftotext to read a PDF as others do.
set -eu
packages="chromium chromium-sandbox libatomic1 fonts-dejavu-core fonts-noto-color-emoji poppler-utils"

missing=""
for package in $packages; do
  dpkg-query --show --showformat '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

install="apt-get install --yes --no-install-recommends$missing"
if [ "$(id -u)" -ne 0 ]; then
  echo "The tests need packages that only root may install. Please run:" >&2
  echo "  sudo apt-get update && sudo $install" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
$install -qq
