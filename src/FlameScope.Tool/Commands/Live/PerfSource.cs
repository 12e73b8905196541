using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Commands;

/// <summary>perf record of a process, and perf script after it, with the options that make both tell each sample at once.</summary>
internal sealed class PerfSource : LiveSource
{
    private const int Frequency = 99;
    private const string Fields = "+pid";

    private readonly Process _record;
    private readonly Process _script;
    private readonly Task _feed;
    private string _messageOfRecord = "";
    private string _messageOfScript = "";

    private PerfSource(int pid, Process record, Process script)
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"process {pid}");
        _record = record;
        _script = script;
        Listen(record, line => _messageOfRecord = line);
        Listen(script, line => _messageOfScript = line);
        _feed = Task.Run(FeedAsync);
    }

    public override string Name { get; }

    public override string Advice => "Its threads run nothing, so that perf has nothing to sample.";

    public override Stream Input => _script.StandardOutput.BaseStream;

    /// <exception cref="InputException">perf is not installed, or may not record.</exception>
    public static PerfSource Start(int pid)
    {
        string number = pid.ToString(CultureInfo.InvariantCulture);
        if (OperatingSystem.IsLinux() && !Directory.Exists($"/proc/{number}"))
        {
            throw new InputException($"There is no process {number}.");
        }

        PerfAccess access = PerfAccess.OfMachine();
        access.ThrowIfNot(new RecordRequest { Frequency = Frequency, Pid = pid, IsWholeMachine = false, Command = [], HasOffCpu = false, Output = "-" });
        if (RuntimeAdvice.For(pid) is string advice)
        {
            StandardError.Write($"{CommandLine.Name}: {advice}\n");
        }

        List<string> arguments = ["record", "-F", Frequency.ToString(CultureInfo.InvariantCulture), "-g", "--no-buffering", "-o", "-", "-p", number];
        arguments.AddRange(access.SeesKernel ? [] : ["-e", PerfArguments.ClockEvent + ":u"]);
        Process record = Start("perf", arguments, hasInput: false);
        try
        {
            return new PerfSource(pid, record, Start("stdbuf", ["-oL", "perf", "script", "-i", "-", "-F", Fields], hasInput: true));
        }
        catch
        {
            record.Kill(entireProcessTree: true);
            record.Dispose();
            throw;
        }
    }

    public override void ThrowIfFailed(int samples)
    {
        string message = _messageOfRecord.Length > 0 ? _messageOfRecord : _messageOfScript;
        if (samples == 0 && message.Length > 0)
        {
            throw new InputException($"perf has no samples of {Name}: {message}");
        }
    }

    // perf record ends with its output, and perf script with its input; whoever does not is killed.
    public override async ValueTask DisposeAsync()
    {
        foreach (Process process in (Process[])[_record, _script])
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync().ConfigureAwait(false);
        }

        await _feed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _record.Dispose();
        _script.Dispose();
    }

    private static Process Start(string program, IReadOnlyList<string> arguments, bool hasInput)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = hasInput,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception error)
        {
            throw new InputException(
                $"{program} is not installed, or cannot be run. Debian: sudo apt install linux-perf coreutils; Ubuntu: sudo apt install linux-tools-$(uname -r). It needs Linux.", error);
        }
    }

    private async Task FeedAsync()
    {
        try
        {
            await _record.StandardOutput.BaseStream.CopyToAsync(_script.StandardInput.BaseStream, 64 * 1024).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or ObjectDisposedException)
        {
            // perf script has ended.
        }
        finally
        {
            _script.StandardInput.Close();
        }
    }

    private static void Listen(Process process, Action<string> hear)
    {
        process.ErrorDataReceived += (_, line) =>
        {
            if (!string.IsNullOrWhiteSpace(line.Data))
            {
                hear(line.Data.Trim());
            }
        };
        process.BeginErrorReadLine();
    }
}
