using System.Buffers;
using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Formats.Bpftrace;

/// <summary>The frames of one stack as bpftrace prints them, leaf first.</summary>
/// <remarks>Where kernel and user stacks stand one after another, nothing tells where the one ends: no frame has a kind.</remarks>
internal sealed class BpftraceFrames(SampleStoreBuilder builder)
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private Column<FrameId> _frames = new();

    public int Count => _frames.Count;

    /// <summary>Whether a line is a frame: an indented name, with <c>+offset</c> or <c>0x</c> and digits.</summary>
    public static bool IsFrame(ReadOnlySpan<byte> line) => line is [(byte)' ' or (byte)'\t', ..] && !line.Trim(" \t"u8).IsEmpty;

    public void Clear() => _frames.Clear();

    /// <summary>Adds a line: <c>hash_key+35</c>, <c>0x5573f015df2b</c>, <c>std::sort(int*)+12 (/usr/bin/app)</c>.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line.Trim(" \t"u8);
        ReadOnlySpan<byte> module = [];
        if (text is [.., (byte)')'] && text.LastIndexOf(" ("u8) is var open and > 0 && IsOffset(text[..open]))
        {
            module = text[(open + 2)..^1];
            text = text[..open];
        }

        int plus = text.LastIndexOf((byte)'+');
        ReadOnlySpan<byte> symbol = IsOffset(text) ? text[..plus] : text;
        _frames.Add(builder.AddFrame(IsAddress(symbol) ? UnknownName.Utf8 : symbol, module, FrameKind.Unknown));
    }

    /// <summary>The stack of the frames so far.</summary>
    public StackId ToStack()
    {
        StackId stack = StackId.Empty;
        for (int i = _frames.Count - 1; i >= 0; i--)
        {
            stack = builder.AddStack(stack, _frames[i]);
        }

        return stack;
    }

    private static bool IsOffset(ReadOnlySpan<byte> text) =>
        text.LastIndexOf((byte)'+') is var plus and > 0 && text[(plus + 1)..] is { IsEmpty: false } digits
        && (!digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') || IsAddress(digits));

    private static bool IsAddress(ReadOnlySpan<byte> text) =>
        text is [(byte)'0', (byte)'x', _, ..] && text[2..].IndexOfAnyExcept(HexDigits) < 0;
}
