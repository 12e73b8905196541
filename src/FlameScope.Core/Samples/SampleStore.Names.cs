using System.Text;
using System.Text.Unicode;
using FlameScope.Samples;

namespace FlameScope;

public sealed partial class SampleStore
{
    private readonly Lock _naming = new();
    private SampleStore? _shortNamed;

    /// <summary>This store with other names for its functions; worked out when it is first asked for, and kept as long as the store.</summary>
    /// <param name="names">Which names.</param>
    /// <returns>
    /// A store that shares this one's samples, or this one where no name differs. Views, filters and findings made of it know functions by
    /// these names alone; <see cref="Frame.RawSymbol"/> has the whole name of a function that has a shorter one.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="names"/> is none of the names.</exception>
    /// <exception cref="ProfileFormatException">The names are more bytes than a store can hold.</exception>
    public SampleStore WithNames(FrameNames names)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)names, (byte)FrameNames.Short, nameof(names));
        if (names == FrameNames.Full)
        {
            return this;
        }

        lock (_naming)
        {
            return _shortNamed ??= ShortNamed();
        }
    }

    private SampleStore ShortNamed()
    {
        Utf8TableExtension strings = new(Strings);
        Dictionary<StringId, StringId> known = [];
        Dictionary<string, StringId>? present = null;
        Frame[]? renamed = null;
        for (int i = 0; i < Frames.Length; i++)
        {
            Frame frame = Frames[i];
            if (!known.TryGetValue(frame.Symbol, out StringId name))
            {
                ReadOnlySpan<byte> full = Strings[frame.Symbol];
                ReadOnlySpan<byte> brief = ShortName.Of(full);
                name = brief.Length == full.Length || !Utf8.IsValid(brief) ? frame.Symbol : IdOf(Encoding.UTF8.GetString(brief));
                known.Add(frame.Symbol, name);
            }

            if (name != frame.Symbol)
            {
                renamed ??= Frames.ToArray();
                renamed[i] = frame with { Symbol = name, RawSymbol = frame.RawSymbol == StringId.Empty ? frame.Symbol : frame.RawSymbol };
            }
        }

        return renamed is null ? this : new SampleStore(Tables with { Strings = strings.Build(), Frames = renamed }, _block, Origin);

        // A function may have the short name already: equal names have one id.
        StringId IdOf(string name)
        {
            present ??= SymbolsByName();
            return present.TryGetValue(name, out StringId id) ? id : strings.Add(name);
        }
    }

    private Dictionary<string, StringId> SymbolsByName()
    {
        Dictionary<string, StringId> symbols = [];
        foreach (Frame frame in Frames)
        {
            symbols.TryAdd(Strings.GetString(frame.Symbol), frame.Symbol);
        }

        return symbols;
    }
}
