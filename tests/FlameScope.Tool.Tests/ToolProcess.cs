using System.Diagnostics;
using System.Text;

namespace FlameScope.Tool.Tests;

/// <summary>What a run of the command came to.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error);

/// <summary>Runs the command as its users do: as a process of its own.</summary>
internal static class ToolProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static string DataFile(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    /// <summary>The command, for <c>dotnet</c>.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "flamescope.dll");

    public static Process Start(params string[] arguments) => StartProgram("dotnet", [Program, .. arguments]);

    public static Process StartProgram(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "Data"),
        };
        return Process.Start(start)!;
    }

    public static async Task<ToolResult> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        process.StandardInput.Close();
        return await ResultOfAsync(process);
    }

    public static async Task<ToolResult> RunWithInputAsync(ReadOnlyMemory<byte> input, params string[] arguments)
    {
        using Process process = Start(arguments);
        Task feed = FeedAsync(process, input);
        ToolResult result = await ResultOfAsync(process);
        await feed;
        return result;
    }

    public static async Task<ToolResult> ResultOfAsync(Process process)
    {
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new ToolResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The command may end before it has read everything.
        }
    }
}
