using System.Globalization;

namespace FlameScope.Tool.Commands;

/// <summary>What a process's runtime has to be told, so that its stacks are whole and its functions have names.</summary>
internal static class RuntimeAdvice
{
    /// <summary>Advice for a running process; <see langword="null"/> where there is none to give.</summary>
    public static string? For(int pid)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}");
        string maps = Read($"{folder}/maps");
        return For(maps, Read($"{folder}/cmdline"), Read($"{folder}/environ"), File.Exists(string.Create(CultureInfo.InvariantCulture, $"/tmp/perf-{pid}.map")));
    }

    /// <param name="maps">The files that the process has mapped.</param>
    /// <param name="command">Its command line.</param>
    /// <param name="environment">Its environment.</param>
    /// <param name="hasMap">Whether there is a map of its functions.</param>
    internal static string? For(string maps, string command, string environment, bool hasMap) =>
        Has(maps, "/libjvm.so")
        ? Has(command, "PreserveFramePointer")
            ? hasMap ? null : "Java: no names of compiled methods yet; when the recording is done: jcmd PID Compiler.perfmap"
            : "Java: stacks break without -XX:+PreserveFramePointer; names come with jcmd PID Compiler.perfmap"
        : Has(maps, "/libcoreclr.so")
        ? Has(environment, "DOTNET_PerfMapEnabled=") && Has(environment, "DOTNET_EnableWriteXorExecute=0") ? null
            : ".NET: functions have no names without DOTNET_PerfMapEnabled=1 DOTNET_EnableWriteXorExecute=0 in the process's environment"
        : Has(maps, "/bin/node") || Has(maps, "/libnode.so")
        ? Has(command, "--perf-") || Has(environment, "--perf-") ? null : "Node.js: functions have no names without node --perf-basic-prof --interpreted-frames-native-stack"
        : Has(maps, "/python3") || Has(maps, "/libpython3")
        ? Has(environment, "PYTHONPERFSUPPORT=1") || Has(command, "\0-X\0perf") ? null : "Python: functions have no names without python3 -X perf (3.12 or later)"
        : null;

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
