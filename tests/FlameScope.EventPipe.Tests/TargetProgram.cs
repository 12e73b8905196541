using System.Diagnostics;
using System.Globalization;

namespace FlameScope.EventPipe.Tests;

/// <summary>The program that tests record.</summary>
internal sealed class TargetProgram : IDisposable
{
    private readonly Process _process;

    private TargetProgram(Process process) => _process = process;

    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "FlameScope.EventPipe.Target.dll");

    public static string Name => "FlameScope.EventPipe.Target";

    public int Id => _process.Id;

    /// <summary>Starts it, and waits until it works.</summary>
    /// <param name="kind">Which of its loads.</param>
    /// <param name="seconds">After how long it ends by itself.</param>
    public static async Task<TargetProgram> StartAsync(string kind = "console", double seconds = 120)
    {
        ProcessStartInfo start = new("dotnet", [Path, seconds.ToString(CultureInfo.InvariantCulture), "0", kind]) { RedirectStandardOutput = true };
        Process process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new TargetProgram(process);
    }

    /// <summary>Sends a signal, as kill does.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
