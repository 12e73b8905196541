using System.Buffers;
using FlameScope.Samples;

namespace FlameScope.Flames;

/// <summary>What a frame is called where nodes stand for modules or packages.</summary>
internal sealed class FrameNaming
{
    private static readonly SearchValues<byte> NoPackage = SearchValues.Create(" <(,*&"u8);

    private readonly Profile _profile;
    private readonly FrameGrouping _grouping;
    private readonly Dictionary<StringId, FrameKind> _kindOfModule = [];

    public FrameNaming(Profile profile, FrameGrouping grouping)
    {
        _profile = profile;
        _grouping = grouping;

        // An inlined function does not say what kind of code it was inlined into; its module's other frames do.
        foreach (Frame frame in profile.Frames)
        {
            if (frame.Kind is not (FrameKind.Inlined or FrameKind.Unknown))
            {
                _kindOfModule.TryAdd(frame.Module, frame.Kind);
            }
        }
    }

    /// <summary>The name and kind that a frame is shown under, and whether that is a group rather than the function.</summary>
    public (byte[] Name, FrameKind Kind, bool IsGroup) NameOf(Frame frame)
    {
        ReadOnlySpan<byte> symbol = _profile.Strings[frame.Symbol];
        ReadOnlySpan<byte> group = _grouping switch
        {
            FrameGrouping.Module => FileName(_profile.Strings[frame.Module]),
            FrameGrouping.JavaPackage => JavaPackage(symbol),
            FrameGrouping.NodePackage => NodePackage(symbol),
            _ => [],
        };
        return group.IsEmpty
            ? (symbol.ToArray(), frame.Kind, false)
            : (group.ToArray(), _kindOfModule.GetValueOrDefault(frame.Module, frame.Kind), true);
    }

    private static ReadOnlySpan<byte> FileName(ReadOnlySpan<byte> module)
    {
        ReadOnlySpan<byte> name = module[(module.LastIndexOf((byte)'/') + 1)..];
        return module.IsEmpty ? UnknownName.Utf8 : name.IsEmpty ? module : name;
    }

    // java/util/HashMap::get is in java/util.
    private static ReadOnlySpan<byte> JavaPackage(ReadOnlySpan<byte> symbol)
    {
        int method = symbol.IndexOf("::"u8);
        int package = method < 0 ? -1 : symbol[..method].LastIndexOf((byte)'/');
        return package > 0 && package + 1 < method && !symbol[..package].ContainsAny(NoPackage) ? symbol[..package] : [];
    }

    // JS:*route /app/node_modules/@fastify/router/lib/index.js:12:8 is in @fastify/router; JS:^readSync node:fs:683:18 in node:fs.
    private static ReadOnlySpan<byte> NodePackage(ReadOnlySpan<byte> symbol)
    {
        int folder = symbol.LastIndexOf("/node_modules/"u8);
        if (folder >= 0)
        {
            ReadOnlySpan<byte> path = symbol[(folder + "/node_modules/".Length)..];
            int end = path.IndexOf((byte)'/');
            if (end > 0 && path[0] == (byte)'@' && path[(end + 1)..].IndexOf((byte)'/') is > 0 and int scoped)
            {
                end += 1 + scoped;
            }

            return end > 0 ? path[..end] : path;
        }

        int builtin = symbol.IndexOf(" node:"u8);
        if (builtin < 0)
        {
            return [];
        }

        ReadOnlySpan<byte> name = symbol[(builtin + 1)..];
        int line = name["node:".Length..].IndexOf((byte)':');
        return line < 0 ? name : name[..("node:".Length + line)];
    }
}
