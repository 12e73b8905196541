namespace FlameScope.Formats.Jfr;

/// <summary>Reads values of one type into slots: those fields that are wanted, whatever else the type has and in which order.</summary>
internal sealed class JfrPlan
{
    private const int MaxValueDepth = 32;
    private const int NoSlot = -1;

    private readonly (JfrField Field, int Slot)[] _fields;
    private readonly bool[] _isThere;
    private readonly bool[] _isTicks;

    /// <param name="type">The type; <see langword="null"/> where the chunk does not describe it, which gives a plan without fields.</param>
    /// <param name="wanted">The names of the fields that slots are for, in the order of the slots.</param>
    public JfrPlan(JfrType? type, params ReadOnlySpan<string> wanted)
    {
        Type = type;
        _fields = new (JfrField, int)[type?.Fields.Count ?? 0];
        _isThere = new bool[wanted.Length];
        _isTicks = new bool[wanted.Length];
        for (int i = 0; i < _fields.Length; i++)
        {
            JfrField field = type!.Fields[i];
            int slot = wanted.IndexOf(field.Name);
            _fields[i] = (field, slot);
            if (slot >= 0)
            {
                _isThere[slot] = true;
                _isTicks[slot] = field.IsTicks;
            }
        }
    }

    public JfrType? Type { get; }

    /// <summary>Whether the type has the field of a slot.</summary>
    public bool Has(int slot) => _isThere[slot];

    /// <summary>Whether the field of a slot is in ticks.</summary>
    public bool IsTicks(int slot) => _isTicks[slot];

    /// <summary>Reads one value.</summary>
    /// <param name="cursor">Where the value is; after it at the end.</param>
    /// <param name="slots">
    /// Numbers and the numbers of constants; of texts, arrays and objects the place where they begin. 0 for fields that the type does not have.
    /// </param>
    /// <exception cref="JfrException">The value is damaged.</exception>
    public void Read(ref JfrCursor cursor, scoped Span<long> slots)
    {
        slots.Clear();
        foreach ((JfrField field, int slot) in _fields)
        {
            if (slot == NoSlot)
            {
                SkipField(ref cursor, field, 0);
            }
            else if (field.IsArray || (!field.IsConstant && field.Type is not { Encoding: >= JfrEncoding.Boolean and <= JfrEncoding.Long }))
            {
                slots[slot] = cursor.Position;
                SkipField(ref cursor, field, 0);
            }
            else
            {
                slots[slot] = field.IsConstant ? cursor.ReadLong() : ReadNumber(ref cursor, field.Type!.Encoding);
            }
        }
    }

    /// <summary>Skips one value of a type.</summary>
    public static void Skip(ref JfrCursor cursor, JfrType? type, int depth = 0)
    {
        switch (type?.Encoding)
        {
            case null:
                throw new JfrException("a type that the chunk describes", cursor.Position);
            case JfrEncoding.Object:
                if (depth > MaxValueDepth)
                {
                    throw new JfrException($"at most {MaxValueDepth} objects in one another", cursor.Position);
                }

                foreach (JfrField field in type.Fields)
                {
                    SkipField(ref cursor, field, depth + 1);
                }

                break;
            case JfrEncoding.Text:
                cursor.SkipText();
                break;
            case JfrEncoding.Float:
                cursor.Skip(sizeof(float));
                break;
            case JfrEncoding.Double:
                cursor.Skip(sizeof(double));
                break;
            case var encoding:
                ReadNumber(ref cursor, encoding.Value);
                break;
        }
    }

    private static void SkipField(ref JfrCursor cursor, JfrField field, int depth)
    {
        for (int count = field.IsArray ? cursor.ReadCount() : 1; count > 0; count--)
        {
            if (field.IsConstant)
            {
                cursor.ReadLong();
            }
            else
            {
                Skip(ref cursor, field.Type, depth);
            }
        }
    }

    private static long ReadNumber(ref JfrCursor cursor, JfrEncoding encoding) => encoding switch
    {
        JfrEncoding.Boolean or JfrEncoding.Byte => cursor.ReadByte(),
        JfrEncoding.Short => cursor.ReadShort(),
        JfrEncoding.Int => cursor.ReadInt(),
        _ => cursor.ReadLong(),
    };
}
