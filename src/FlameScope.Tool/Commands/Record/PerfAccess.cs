using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Commands;

/// <summary>What this machine lets its user record, and how to be let more.</summary>
internal sealed class PerfAccess
{
    private const string ParanoidFile = "/proc/sys/kernel/perf_event_paranoid";
    private const string SwitchFile = "/sys/kernel/tracing/events/sched/sched_switch/id";
    private const int Everything = -1;
    private const int WholeMachine = 0;
    private const int WithKernel = 1;
    private const int OwnProcesses = 2;

    private readonly int _paranoid;
    private readonly bool _isRoot;

    private PerfAccess(int paranoid, bool isRoot, bool hasTracepoints)
    {
        _paranoid = paranoid;
        _isRoot = isRoot;
        HasTracepoints = hasTracepoints;
    }

    /// <summary>Whether the scheduler's tracepoint may be recorded.</summary>
    public bool HasTracepoints { get; }

    /// <summary>Whether the kernel's part of stacks may be recorded.</summary>
    public bool SeesKernel => _isRoot || _paranoid <= WithKernel;

    /// <summary>Asks this machine.</summary>
    public static PerfAccess OfMachine() => new(
        ReadNumber(ParanoidFile) ?? OwnProcesses, Environment.IsPrivilegedProcess, IsReadable(SwitchFile));

    /// <exception cref="InputException">The machine does not allow it; the message says what would.</exception>
    public void ThrowIfNot(RecordRequest request)
    {
        int needed = request.IsWholeMachine ? WholeMachine : OwnProcesses;
        if (!_isRoot && _paranoid > needed)
        {
            throw new InputException(
                $"{ParanoidFile} is {_paranoid}, which does not allow {(request.IsWholeMachine ? "recording all CPUs" : "recording")}. "
                + $"Run it as root, or allow it until the next boot: sudo sysctl kernel.perf_event_paranoid={(request.IsWholeMachine ? Everything : WithKernel)}");
        }
    }

    private static int? ReadNumber(string file) =>
        IsReadable(file) && int.TryParse(File.ReadAllText(file).Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static bool IsReadable(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
