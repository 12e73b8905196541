#!/usr/bin/env bash
# Compares a commit with the working tree, or the working tree with the goals.
#
#   benchmarks/compare.sh --against COMMIT [--cases PATTERNS] [--pairs N] [--threshold PERCENT] [--file FILE]...
#   benchmarks/compare.sh
#
# With --against: builds both, alternates them in pairs, and prints for every case what each took, their ratio and its 95 %
# interval. The exit code is 1 if a case is slower than the threshold allows, 2 if something failed. See README.md here.
#
# Without: makes the large inputs (in the temporary folder), measures everything that there is a goal for in one run, and prints
# it as Markdown. Takes some minutes and 6 GB of disk; what ran beside it shows in the numbers.
set -euo pipefail
root=$(realpath "$(dirname "$0")/..")
cd "$root"
work=$(mktemp -d)
clean_up() {
    [ ! -e "$work/tree" ] || git worktree remove --force "$work/tree"
    rm -rf "$work"
}
trap clean_up EXIT

fail() {
    echo "$1" >&2
    exit 2
}

machine() {
    echo "Machine: $(nproc) CPUs, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(free -g | sed -n 's/^Mem: *\([0-9]*\).*/\1/p') GiB;" \
        "kernel $(uname -r); .NET SDK $(dotnet --version); load before: $(cut -d' ' -f1-3 /proc/loadavg)."
}

# build PROJECT OUTPUT [ARGUMENTS]: everything beside the sources stays in the temporary folder, so that builds do not meet. Analysers
# take most of the time of a build, and change nothing in its result.
build() {
    dotnet publish "$1" --output "$2" --artifacts-path "$2.artifacts" --configuration Release --verbosity quiet -nologo -m:1 \
        -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false "${@:3}" >&2
}

# The command is compiled ahead of time, as users get it, wherever there is a linker.
build_command() {
    local system
    system=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)
    if { command -v clang || command -v gcc; } > /dev/null; then
        ToolPackageRuntimeIdentifiers="$system;any" build "$1/src/FlameScope.Tool" "$2" --runtime "$system" -p:PublishAot=true
    else
        build "$1/src/FlameScope.Tool" "$2"
    fi
}

# build_commit FOLDER OUTPUT: with the folder's own measuring program, which knows the API there.
build_commit() {
    if [ ! -e "$1/benchmarks/cases" ]; then
        cp -r benchmarks/cases "$1/benchmarks/cases"
        rm -rf "$1"/benchmarks/cases/{bin,obj}
        mv "$1"/benchmarks/cases/older/*.cs "$1/benchmarks/cases"
    fi
    # A build that is cancelled says that it succeeded.
    build "$1/benchmarks/cases" "$2/cases" && [ -e "$2/cases/cases.dll" ] || return 1
    [ -z "$commands" ] || { build_command "$1" "$2/tool" && [ -e "$2/tool/flamescope" ]; }
}

against() {
    local commit commands changes
    commit=$(git rev-parse --verify --quiet "${1:-}^{commit}") || fail "--against ${1:-}: there is no such commit."
    shift
    build benchmarks/pairs "$work/pairs" || fail "benchmarks/pairs does not build."
    commands=$(dotnet "$work/pairs/pairs.dll" plan "$@") || exit 2
    git worktree add --quiet --detach "$work/tree" "$commit"
    build_commit "$work/tree" "$work/old" || fail "The old commit does not build with benchmarks/cases, or by itself."
    build_commit "$root" "$work/new" || fail "The working tree does not build."
    changes=$(git status --porcelain)
    echo "Old: $(git log -1 --format='%h (%s)' "$commit"). New: $(git log -1 --format='%h (%s)')${changes:+ with uncommitted changes}."
    machine
    echo
    dotnet "$work/pairs/pairs.dll" compare "$work/old" "$work/new" "$@"
}

goals() {
    dotnet build --configuration Release --verbosity quiet benchmarks/FlameScope.Benchmarks >&2
    src/FlameScope.Tool/pack.sh "$work" >&2
    dotnet tool install FlameScope.Tool --source "$work" --tool-path "$work/tool" >&2
    machine
    dotnet benchmarks/FlameScope.Benchmarks/bin/Release/net10.0/FlameScope.Benchmarks.dll compare "$work/tool/flamescope"
}

main() {
    case "${1:-}" in
        '') goals ;;
        --against) against "${@:2}" ;;
        *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
}

# In one line, so that bash has read everything before it starts: the script may change while it measures.
main "$@"; exit
