namespace FlameScope.Formats.NetTrace;

/// <summary>One process of a trace: its code and its modules.</summary>
internal sealed class TraceProcess
{
    private readonly Dictionary<ulong, string> _modules = [];

    /// <summary>The system's id; -1 where unknown.</summary>
    public required int Id { get; init; }

    /// <summary>Its name in UTF-8; empty where the trace has none.</summary>
    public byte[] Name { get; set; } = [];

    /// <summary>The methods that the runtime compiled or loaded.</summary>
    public MethodTable Methods { get; } = new();

    /// <summary>Functions of native code.</summary>
    public NativeCode Functions { get; } = new();

    /// <summary>Files that are mapped into its memory.</summary>
    public NativeCode Files { get; } = new();

    public long EstimatedBytes => Methods.EstimatedBytes + (_modules.Count * 200L);

    /// <summary>The module of a runtime's number: its file's name without <c>.dll</c>; empty where unknown.</summary>
    public string ModuleOf(ulong id) => _modules.GetValueOrDefault(id, "");

    /// <summary>Reads a payload of ModuleLoad or of the module rundown.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="hasDomain">Whether it names an application domain, as DomainModuleLoad does.</param>
    public bool TryAddModule(ReadOnlySpan<byte> payload, bool hasDomain)
    {
        TraceCursor cursor = new(payload);
        ulong id = cursor.UInt64();
        cursor.Skip(sizeof(ulong) + (hasDomain ? sizeof(ulong) : 0) + (2 * sizeof(uint)));
        string path = System.Text.Encoding.Unicode.GetString(cursor.Utf16());
        if (cursor.HasFailed)
        {
            return false;
        }

        string native = System.Text.Encoding.Unicode.GetString(cursor.Utf16());
        string name = FileNameOf(path.Length > 0 ? path : native);
        if (name.Length > 0)
        {
            _modules[id] = name;
        }

        return true;
    }

    /// <summary>All events have been read.</summary>
    public void Complete()
    {
        Methods.Complete();
        Functions.Complete();
        Files.Complete();
    }

    // Paths of Windows come to Linux in traces, and the other way round.
    private static string FileNameOf(string path)
    {
        string name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
    }
}
