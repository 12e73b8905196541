using System.Diagnostics;
using System.Globalization;

namespace FlameScope.Benchmarks.Pairs;

/// <summary>The program <c>cases</c> of one commit, at work on one file until it is disposed of.</summary>
internal sealed class MeasuringProcess : IDisposable
{
    private readonly Process _process;

    /// <param name="program">Path of <c>cases.dll</c>.</param>
    /// <param name="file">The recording.</param>
    public MeasuringProcess(string program, string file) => _process = Start(program, "serve", file);

    /// <summary>The names of a program's cases.</summary>
    public static string[] CasesOf(string program)
    {
        using Process process = Start(program, "list");
        string[] names = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0 ? names : throw new InvalidOperationException($"{program} list failed.");
    }

    /// <summary>The CPU time of one run of a case, in nanoseconds.</summary>
    /// <param name="name">The case.</param>
    /// <param name="milliseconds">CPU time to run it for.</param>
    /// <exception cref="InvalidOperationException">The program ended; what it wrote to standard error says why.</exception>
    public double Measure(string name, int milliseconds)
    {
        try
        {
            _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {milliseconds}"));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It ended: there is no answer either.
        }

        return _process.StandardOutput.ReadLine() is { } answer
            ? double.Parse(answer, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The case {name} failed in {_process.StartInfo.ArgumentList[0]}.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Start(string program, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [program, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // What runs often is compiled anew at once, not a tenth of a second after the last new method: warm after fewer runs.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "0";
        // And by what its text says, not by which branches a profile of its first runs saw: that made processes of one program differ by 20 %.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }
}
