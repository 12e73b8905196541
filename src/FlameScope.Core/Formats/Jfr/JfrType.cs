namespace FlameScope.Formats.Jfr;

/// <summary>How a value is encoded.</summary>
internal enum JfrEncoding : byte
{
    Object,
    Boolean,
    Byte,
    Short,
    Int,
    Long,
    Float,
    Double,
    Text,
}

/// <summary>A type that a chunk describes: an event, a constant, or a part of one.</summary>
internal sealed class JfrType(long id, string name)
{
    public long Id { get; } = id;

    public string Name { get; } = name;

    public JfrEncoding Encoding { get; } = name switch
    {
        "boolean" => JfrEncoding.Boolean,
        "byte" => JfrEncoding.Byte,
        "short" or "char" => JfrEncoding.Short,
        "int" => JfrEncoding.Int,
        "long" => JfrEncoding.Long,
        "float" => JfrEncoding.Float,
        "double" => JfrEncoding.Double,
        "java.lang.String" => JfrEncoding.Text,
        _ => JfrEncoding.Object,
    };

    public List<JfrField> Fields { get; } = [];
}

/// <summary>A field of a type.</summary>
internal sealed class JfrField(string name, long typeId, bool isConstant, bool isArray)
{
    public string Name { get; } = name;

    public long TypeId { get; } = typeId;

    /// <summary>Whether the value is the number of a constant of the type, which stands elsewhere.</summary>
    public bool IsConstant { get; } = isConstant;

    public bool IsArray { get; } = isArray;

    /// <summary>Whether the value is a number of ticks.</summary>
    public bool IsTicks { get; set; }

    /// <summary>The type; <see langword="null"/> where the chunk does not describe it.</summary>
    public JfrType? Type { get; set; }
}
