using System.Buffers.Text;

namespace FlameScope.Formats.Folded;

/// <summary>The first name of a folded stack, where it is a thread: <c>comm</c>, <c>comm-pid</c>, <c>comm-pid/tid</c> or <c>[name tid=N]</c>.</summary>
internal readonly ref struct FoldedRoot
{
    private FoldedRoot(ReadOnlySpan<byte> command, int pid, int tid)
    {
        Command = command;
        Pid = pid;
        Tid = tid;
    }

    public ReadOnlySpan<byte> Command { get; }

    /// <summary>-1 where it is not told.</summary>
    public int Pid { get; }

    /// <summary>-1 where it is not told.</summary>
    public int Tid { get; }

    /// <summary>Whether a name says itself that it is a thread: with a number, or in brackets with <c>tid=</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out FoldedRoot root)
    {
        // async-profiler -t: [main tid=4711], [tid=4711]
        if (name is [(byte)'[', .. var inner, (byte)']'] && inner.LastIndexOf("tid="u8) is var at and >= 0
            && TryReadNumber(inner[(at + 4)..], out int id) && (at == 0 || inner[at - 1] == ' '))
        {
            root = new FoldedRoot(inner[..Math.Max(0, at - 1)], -1, id);
            return true;
        }

        int dash = name.LastIndexOf((byte)'-');
        ReadOnlySpan<byte> numbers = name[(dash + 1)..];
        int slash = numbers.IndexOf((byte)'/');
        ReadOnlySpan<byte> pid = slash < 0 ? numbers : numbers[..slash];
        int tid = -1;
        int process = -1;
        bool isThread = dash > 0 && (TryReadNumber(pid, out process) || (slash > 0 && pid.SequenceEqual("?"u8)))
            && (slash < 0 || TryReadNumber(numbers[(slash + 1)..], out tid));
        root = isThread ? new FoldedRoot(name[..dash], TryReadNumber(pid, out process) ? process : -1, tid) : new FoldedRoot(name, -1, -1);
        return isThread;
    }

    /// <summary>Whether a name may be a command: short as Linux cuts them, without what only functions have in their names, and no usual first function.</summary>
    public static bool CanBeCommand(ReadOnlySpan<byte> name, int maxBytes) => TryParse(name, out _)
        || (name.Length <= maxBytes && !IsBracketed(name) && !HasParameters(name) && !name.Contains((byte)'`') && name.IndexOf("::"u8) < 0
            && !FoldedFrame.HasSuffix(name) && !IsFirstFunction(name));

    private static bool IsBracketed(ReadOnlySpan<byte> name) => name is [(byte)'[', .., (byte)']'] or [(byte)'<', .., (byte)'>'];

    private static bool HasParameters(ReadOnlySpan<byte> name) => name.LastIndexOf((byte)'(') > 0 && name is [.., (byte)')'];

    private static bool IsFirstFunction(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("main"u8) || name.SequenceEqual("_main"u8) || name.SequenceEqual("start"u8) || name.SequenceEqual("_start"u8)
        || name.SequenceEqual("clone"u8) || name.SequenceEqual("clone3"u8) || name.SequenceEqual("__clone"u8) || name.SequenceEqual("start_thread"u8)
        || name.SequenceEqual("thread_start"u8) || name.SequenceEqual("all"u8) || name.SequenceEqual("root"u8) || name.IsEmpty;

    private static bool TryReadNumber(ReadOnlySpan<byte> text, out int number) =>
        Utf8Parser.TryParse(text, out number, out int read) && read == text.Length && number >= 0 && text[0] is >= (byte)'0' and <= (byte)'9';
}
