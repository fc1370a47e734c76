#!/bin/sh
# Install what the tests need from Debian: a browser with its sandbox, a library that the browser's
# driver lacks, letters (Arabic among them) and emoji, pdftotext to read a PDF as others do, and the
# servers that many processes share. The tests start those themselves, on ports of their own: the
# packages' own services are neither started nor left to start with the machine.
set -eu
packages="chromium chromium-sandbox libatomic1 fonts-dejavu-core fonts-noto-color-emoji poppler-utils"
servers="postgresql redis-server nginx-light"
policy=/usr/sbin/policy-rc.d

absent() {
  for package in "$@"; do
    dpkg-query --show --showformat '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || echo "$package"
  done
}

# word splitting is meant in all that follows
fresh=$(absent $servers)
missing="$(absent $packages) $fresh"
[ -n "${missing# }" ] || exit 0
services=$(echo "$fresh" | sed 's/nginx-light/nginx/')

install="apt-get install --yes --no-install-recommends $(echo $missing)"
if [ "$(id -u)" -ne 0 ]; then
  echo "The tests need packages that only root may install. Please run:" >&2
  echo "  sudo apt-get update && sudo $install" >&2
  [ -z "$services" ] || echo "  sudo systemctl disable --now" $services >&2
  exit 1
fi
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
$install -qq
for service in $services; do
  systemctl disable --quiet "$service" 2>/dev/null || true # where nothing starts services, none is left to
done
