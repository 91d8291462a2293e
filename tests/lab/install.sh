#!/bin/sh
# Install what the lab needs, and the packages named, on Debian or Ubuntu, as root.
# Does nothing if all is there.
set -eu

packages="nsd knot bind9 bind9-dnsutils unbound nginx-light
    libnginx-mod-http-headers-more-filter openssl iproute2 util-linux curl $*"

missing=""
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" ||
        missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
    echo "lab: tests that need these packages are skipped; as root one could install:$missing" >&2
    exit 0
fi

# The lab starts its own servers; the packages shall start none on this machine.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # a list of words
apt-get install -qq -y --no-install-recommends $missing > /dev/null
