using FlameScope.Tests.Processes;

namespace FlameScope.Docs.Tests;

/// <summary>What the commands of the documentation mean here.</summary>
internal static class ShellWords
{
    /// <summary>
    /// Shell functions: <c>flamescope</c> is the tool that was built with the tests, and <c>dotnet run</c> starts what was
    /// built, with <c>--project</c> relative to the repository.
    /// </summary>
    public static string Definitions { get; } =
        $$"""
        flamescope() { command dotnet '{{ToolPath}}' "$@"; }
        dotnet() {
          if [ "$1" != run ]; then command dotnet "$@"; return; fi
          shift
          local words=()
          while [ $# -gt 0 ]; do
            if [ "$1" = --project ]; then words+=(--project "{{Repository.Root}}/$2"); shift 2; else words+=("$1"); shift; fi
          done
          command dotnet run --no-build --configuration {{Repository.Configuration}} "${words[@]}"
        }
        """;

    /// <summary>The tool that was built with the tests.</summary>
    public static string ToolPath =>
        Repository.PathOf($"src/FlameScope.Tool/bin/{Repository.Configuration}/net10.0/flamescope.dll");
}
