using FlameScope.Formats.Text;

namespace FlameScope.Formats.Folded;

/// <summary>What the beginning of a text tells of it.</summary>
/// <param name="Fitting">Lines that are folded stacks.</param>
/// <param name="Unfitting">Lines that are not, blank ones and comments aside.</param>
/// <param name="Separators">Fitting lines with more than one frame.</param>
/// <param name="Differential">Fitting lines with two numbers at their end.</param>
/// <param name="HasCommands">Whether the first name of each stack is a command or a thread, not a function.</param>
internal sealed record FoldedHead(int Fitting, int Unfitting, int Separators, int Differential, bool HasCommands)
{
    // As Linux cuts them.
    private const int MaxCommandBytes = 15;

    /// <summary>Whether every stack has a number for each of two recordings.</summary>
    public bool IsDifferential => Differential > 0 && Differential == Fitting;

    /// <summary>Looks at a text's beginning; a last line without a line feed may be cut, and counts only where there is no other.</summary>
    public static FoldedHead Of(ReadOnlyMemory<byte> head)
    {
        int fitting = 0;
        int unfitting = 0;
        int separators = 0;
        int differential = 0;
        bool hasCommands = true;
        foreach (ReadOnlyMemory<byte> memory in TextLines.Of(head, withUnterminated: !head.Span.Contains((byte)'\n')))
        {
            ReadOnlySpan<byte> line = memory.Span;
            if (IsNoStack(line))
            {
                continue;
            }

            if (!FoldedCount.TrySplit(line, out ReadOnlySpan<byte> stack, out _))
            {
                unfitting++;
                continue;
            }

            fitting++;
            separators += stack.Contains((byte)';') ? 1 : 0;
            differential += FoldedCount.TrySplit(stack, out ReadOnlySpan<byte> names, out _) && !names.IsEmpty ? 1 : 0;
            hasCommands &= FoldedRoot.CanBeCommand(FirstOf(stack), MaxCommandBytes);
        }

        return new FoldedHead(fitting, unfitting, separators, differential, hasCommands && fitting > 0);
    }

    /// <summary>A blank line or a comment; a command may begin like one.</summary>
    public static bool IsNoStack(ReadOnlySpan<byte> line) =>
        line.Trim(" \t\r"u8).IsEmpty || (line is [(byte)'#', ..] && !(line.Contains((byte)';') && FoldedCount.TrySplit(line, out _, out _)));

    private static ReadOnlySpan<byte> FirstOf(ReadOnlySpan<byte> stack) => stack.IndexOf((byte)';') is var end and >= 0 ? stack[..end] : stack;
}
