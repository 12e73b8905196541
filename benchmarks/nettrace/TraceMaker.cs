using FlameScope.EventPipe;

namespace FlameScope.NetTraceBenchmark;

/// <summary>Records the busy program.</summary>
internal static class TraceMaker
{
    public static async Task MakeAsync(string file, long megabytes)
    {
        EventPipeOptions options = new() { MaxBytes = megabytes << 20, BufferMegabytes = 256, StopTimeout = TimeSpan.FromMinutes(2) };
        await using LaunchedProcess program = await LaunchedProcess.StartAsync("dotnet", [Environment.GetCommandLineArgs()[0], "busy"], options);
        await using FileStream trace = File.Create(file);
        RecordingSummary summary = await program.Session.RecordAsync(trace);
        Console.WriteLine(FormattableString.Invariant($"{file}: {summary.Bytes:N0} bytes, {summary.End}{(summary.IsCut ? ", cut" : "")}"));
    }
}
