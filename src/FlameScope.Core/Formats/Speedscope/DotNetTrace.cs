using System.Buffers.Text;
using FlameScope.Formats.DotNet;

namespace FlameScope.Formats.Speedscope;

/// <summary>What dotnet-trace puts into the stacks that it converts, beside the methods.</summary>
internal static class DotNetTrace
{
    // Process64 gcpulse (11509) Args: …
    public static FrameRole RoleOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("CPU_TIME"u8) ? FrameRole.Managed
        : name.SequenceEqual("UNMANAGED_CODE_TIME"u8) || name.SequenceEqual("BLOCKED_TIME"u8) ? FrameRole.External
        : name.StartsWith("Process"u8) && TryReadProcess(name, out _) ? FrameRole.Process
        : name.SequenceEqual("(Non-Activities)"u8) || name.SequenceEqual("Threads"u8) || name.StartsWith("Thread ("u8) ? FrameRole.Group
        : FrameRole.Frame;

    /// <summary>The number in the first brackets of a name.</summary>
    public static bool TryReadProcess(ReadOnlySpan<byte> name, out int pid)
    {
        int open = name.IndexOf((byte)'(');
        pid = -1;
        return open >= 0 && Utf8Parser.TryParse(name[(open + 1)..], out pid, out int read) && name[(open + 1 + read)..] is [(byte)')', ..] && pid >= 0;
    }

    /// <summary>Whether a method of the runtime's own libraries is one that threads wait in.</summary>
    /// <param name="name">The method as the file names it: <c>System.Private.CoreLib!System.Threading.Thread.Sleep(int32)</c>.</param>
    public static bool IsWait(ReadOnlySpan<byte> name)
    {
        int mark = name.IndexOf((byte)'!');
        ReadOnlySpan<byte> method = name[(mark + 1)..];
        int end = method.IndexOf((byte)'(');
        method = end < 0 ? method : method[..end];
        int point = method.LastIndexOf((byte)'.');
        return mark >= 0 && point >= 0 && WaitingMethods.Contains(method[..point], method[(point + 1)..]);
    }
}
