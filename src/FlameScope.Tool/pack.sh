#!/usr/bin/env bash
# Packs the flamescope command as a set: what is installed is compiled ahead of time where a package for the system is in the set, and
# the portable program elsewhere. Packages for other systems come from running this there: only the linker of a system links for it.
#
#   src/FlameScope.Tool/pack.sh OUTPUT-FOLDER [SYSTEMS-IN-THE-SET, by default this one, as "linux-x64;win-x64"]
set -euo pipefail
output=$(realpath -m "$1")
project=$(realpath "$(dirname "$0")/FlameScope.Tool.csproj")
system=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)
export ToolPackageRuntimeIdentifiers="${2:-$system};any"

# Built in a place of its own: the same project restored for other systems would disturb builds that go on in the repository.
artifacts=$(mktemp -d)
trap 'rm -rf "$artifacts"' EXIT
pack() {
    dotnet pack "$project" --configuration Release --verbosity quiet --artifacts-path "$artifacts" --output "$output" "$@"
}

pack
pack --runtime any
pack --runtime "$system"
