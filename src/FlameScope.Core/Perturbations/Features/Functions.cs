using System.Buffers;

namespace FlameScope.Perturbations.Features;

/// <summary>The functions behind a store's frames: what a runtime compiled several times stays one.</summary>
/// <remarks>
/// Perf maps mark how a function was compiled: .NET after the name (<c>Run(int32)[OptimizedTier1]</c>), V8 in front of it
/// (<c>JS:*run</c>). A function that gets faster is not another one.
/// </remarks>
internal sealed class Functions
{
    private static readonly SearchValues<byte> TierMarks = SearchValues.Create("*^~+"u8);

    private readonly int[] _functions;

    public Functions(SampleStore store)
    {
        ReadOnlySpan<Frame> frames = store.Frames;
        _functions = new int[frames.Length];
        Dictionary<string, int> known = [];
        for (int frame = 0; frame < frames.Length; frame++)
        {
            ReadOnlySpan<byte> symbol = store.Strings[frames[frame].Symbol];
            (int start, int end) = NameOf(symbol);
            _functions[frame] = frame;
            if (frames[frame].Kind == FrameKind.Jit && (start > 0 || end < symbol.Length))
            {
                string name = System.Text.Encoding.Latin1.GetString(symbol[start..end]);
                if (!known.TryAdd(name, frame))
                {
                    _functions[frame] = known[name];
                }
            }
        }
    }

    /// <summary>Each frame's function, as the first of its frames.</summary>
    public ReadOnlySpan<int> OfFrames => _functions;

    /// <summary>The part of a symbol that says which function it is.</summary>
    public static (int Start, int End) NameOf(ReadOnlySpan<byte> symbol)
    {
        int start = symbol.StartsWith("JS:"u8) && symbol.Length > 4 && TierMarks.Contains(symbol[3]) ? 4 : 0;
        int bracket = symbol.LastIndexOf(")["u8);
        int end = bracket > 0 && symbol[^1] == (byte)']' && !symbol[(bracket + 2)..^1].ContainsAny((byte)' ', (byte)'[') ? bracket + 1 : symbol.Length;
        return (start, end);
    }
}
