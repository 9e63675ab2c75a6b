#!/usr/bin/env bash
# Fetches the third-party Python source that tests and benchmarks analyse: source only, no dependencies, nothing is run.
# The wheels are named for one Python and one platform, so that every machine gets the same files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=(torchvision==0.29.1 keras==3.15.1)
target=.third-party/site-packages
stamp="$target/.packages"

if [[ -f $stamp && $(<"$stamp") == "${packages[*]}" ]]; then
  echo "third-party source is in place: ${packages[*]}"
  exit 0
fi
rm -rf "$target"
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
  --no-deps --no-compile --only-binary=:all: --python-version 3.11 --implementation cp --abi cp311 \
  --platform manylinux_2_28_x86_64 --platform manylinux2014_x86_64 \
  --target "$target" "${packages[@]}"
echo "${packages[*]}" > "$stamp"
echo "third-party source in $target: ${packages[*]}"
