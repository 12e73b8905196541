using FlameScope.Samples;

namespace FlameScope.Formats.Firefox;

/// <summary>The stacks of a profile's tables as stacks of the store.</summary>
internal sealed class ResolvedStacks
{
    /// <summary>Stands for a stack that the tables do not have.</summary>
    public static readonly StackId Missing = new(-1);

    private readonly StackId[] _stacks;
    private readonly bool[] _isIdle;

    /// <param name="builder">Where stacks go.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="libraries">Paths of the libraries.</param>
    /// <param name="meta">Names of the categories.</param>
    public ResolvedStacks(SampleStoreBuilder builder, StackTables tables, IReadOnlyList<StringId> libraries, ProfileMeta meta)
    {
        FrameId?[] frames = new FrameId?[tables.Frames];
        _stacks = new StackId[tables.Count];
        _isIdle = new bool[_stacks.Length];
        for (int i = 0; i < _stacks.Length; i++)
        {
            int prefix = tables.PrefixOf(i);
            int frame = tables.FrameOf(i);
            if (prefix >= i || frame >= frames.Length || frame < 0 || (prefix >= 0 && _stacks[prefix] == Missing) || prefix < ColumnReader.None)
            {
                // Callers come before what they call.
                _stacks[i] = Missing;
                continue;
            }

            FrameId id = frames[frame] ??= builder.AddFrame(FrameOf(builder, tables, frame, libraries, meta));
            _stacks[i] = builder.AddStack(prefix < 0 ? StackId.Empty : _stacks[prefix], id);
            _isIdle[i] = meta.CategoryOf(tables.CategoryOf(i)).SequenceEqual("Idle"u8);
        }
    }

    /// <summary>The stack of a place in the table; the empty one for null.</summary>
    public StackId this[int stack] => stack == ColumnReader.None ? StackId.Empty : (uint)stack < (uint)_stacks.Length ? _stacks[stack] : Missing;

    /// <summary>Whether a stack belongs to the category of idle ones.</summary>
    public bool IsIdle(int stack) => (uint)stack < (uint)_isIdle.Length && _isIdle[stack];

    private static Frame FrameOf(SampleStoreBuilder builder, StackTables tables, int frame, IReadOnlyList<StringId> libraries, ProfileMeta meta)
    {
        StringId name = tables.NameOf(frame);
        bool isNamed = name != StringId.Empty;
        StringId file = tables.FileOf(frame);
        int library = tables.LibraryOf(frame);
        StringId module = (uint)library < (uint)libraries.Count ? libraries[library] : file != StringId.Empty ? file : tables.ResourceOf(frame);
        bool isOfNothing = module == StringId.Empty || builder.StringOf(module).SequenceEqual(UnknownName.Utf8);
        FrameKind kind = KindOf(builder.StringOf(name), isOfNothing, tables, frame, meta);
        int line = tables.LineOf(frame);
        return new Frame(isNamed ? name : builder.AddString(UnknownName.Utf8), module, kind)
        {
            File = file,
            Line = file == StringId.Empty ? 0 : line,
        };
    }

    private static FrameKind KindOf(ReadOnlySpan<byte> name, bool isOfNothing, StackTables tables, int frame, ProfileMeta meta)
    {
        ReadOnlySpan<byte> category = meta.CategoryOf(tables.CategoryOfFrame(frame));
        return category.SequenceEqual("Kernel"u8) ? FrameKind.Kernel
            : category.SequenceEqual("Unknown"u8) || name.IsEmpty || name.StartsWith("0x"u8) ? FrameKind.Unknown
            : tables.IsInlined(frame) ? FrameKind.Inlined
            : tables.IsScript(frame) || IsCompiledAtRunTime(category) ? FrameKind.Jit
            : name.SequenceEqual(UnknownName.Utf8) && (isOfNothing || !category.SequenceEqual("User"u8)) ? FrameKind.Unknown
            : FrameKind.User;
    }

    private static bool IsCompiledAtRunTime(ReadOnlySpan<byte> category) =>
        category.SequenceEqual("JIT"u8) || category.SequenceEqual("JavaScript"u8) || category.SequenceEqual("Jit"u8);
}
