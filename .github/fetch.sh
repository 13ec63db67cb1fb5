#!/bin/sh
# Fetches a released program for the machine that a workflow runs on, compares it with its
# checksum, and puts it on the path of the steps that follow.
#
# VERSION: the release, such as 1.2.0, or latest. RELEASES: where releases lie.
set -eu

releases="${RELEASES:-https://github.com/statuary/statuary/releases}"

fail() {
  echo "::error::$1"
  exit 1
}

case "${RUNNER_OS:-}-${RUNNER_ARCH:-}" in
  Linux-X64) target=x86_64-unknown-linux-musl ;;
  Linux-ARM64) target=aarch64-unknown-linux-musl ;;
  macOS-X64) target=x86_64-apple-darwin ;;
  macOS-ARM64) target=aarch64-apple-darwin ;;
  Windows-X64) target=x86_64-pc-windows-msvc ;;
  *) fail "there is no program for ${RUNNER_OS:-an unknown system} on ${RUNNER_ARCH:-an unknown processor}; build it with cargo install" ;;
esac

case "$VERSION" in
  latest) folder="$releases/latest/download" ;;
  v*) folder="$releases/download/$VERSION" ;;
  *) folder="$releases/download/v$VERSION" ;;
esac

place="${RUNNER_TEMP:?}/statuary"
mkdir -p "$place"
cd "$place"
archive="statuary-$target.tar.gz"
for file in "$archive" SHA256SUMS; do
  curl --fail --silent --show-error --location --retry 3 --output "$file" "$folder/$file" ||
    fail "cannot fetch $folder/$file; see $releases for what there is"
done

wanted="$(sed -n "s/^\([0-9a-f]\{64\}\)  $archive\$/\1/p" SHA256SUMS)"
[ -n "$wanted" ] || fail "SHA256SUMS of $VERSION does not name $archive"
if command -v sha256sum > /dev/null; then
  found="$(sha256sum "$archive" | cut -d ' ' -f 1)"
else
  found="$(shasum -a 256 "$archive" | cut -d ' ' -f 1)"
fi
[ "$found" = "$wanted" ] || fail "$archive is not what SHA256SUMS names: it has $found, not $wanted"

tar -xzf "$archive"
echo "$place" >> "${GITHUB_PATH:?}"
"$place/statuary" --version
