using FlameScope.Formats.Protobuf.Tables;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Otlp;

/// <summary>Where samples come from: what attributes of the resource, of the profile and of the sample say, the nearest last.</summary>
internal struct OtlpOrigin()
{
    public byte[] ThreadName { get; private set; } = [];

    public byte[] Program { get; private set; } = [];

    public int Pid { get; private set; } = -1;

    public int Tid { get; private set; } = -1;

    public int Cpu { get; private set; } = -1;

    public LabelSetId Labels { get; private set; } = LabelSetId.Empty;

    /// <summary>The name of the thread; the program where it has none.</summary>
    public readonly byte[] Command => ThreadName.Length > 0 ? ThreadName : Program;

    public void Add(OtlpAttribute attribute, SampleStoreBuilder builder)
    {
        switch (attribute.Role)
        {
            case OtlpRole.ThreadName:
                ThreadName = attribute.Text;
                break;
            case OtlpRole.Program:
                Program = attribute.Text;
                break;
            case OtlpRole.ThreadId:
                Tid = ThreadTable.IdOf(attribute.Number);
                break;
            case OtlpRole.ProcessId:
                Pid = ThreadTable.IdOf(attribute.Number);
                break;
            case OtlpRole.Cpu:
                Cpu = attribute.Number is >= 0 and <= short.MaxValue ? (int)attribute.Number : -1;
                break;
            case OtlpRole.Label when attribute.Key.Length > 0 && attribute.Text.Length > 0:
                Labels = builder.AddLabel(Labels, attribute.Key, attribute.Text);
                break;
            default:
                break;
        }
    }

    /// <summary>Reads the attributes of a resource.</summary>
    public void ReadResource(WireReader reader, int end, StringTable strings, SampleStoreBuilder builder)
    {
        while (reader.ReadTag(end) is var tag and not 0)
        {
            if (tag == OtlpField.ResourceAttribute)
            {
                Add(ReadKeyValue(reader, reader.Enter(end), strings), builder);
            }
            else
            {
                reader.Skip(tag);
            }
        }
    }

    private static OtlpAttribute ReadKeyValue(WireReader reader, int end, StringTable strings)
    {
        byte[] key = [];
        (byte[] Text, long? Number) value = ([], null);
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case OtlpField.KeyText:
                    key = reader[reader.ReadBytes(end)].ToArray();
                    break;
                case OtlpField.KeyIndex:
                    key = strings[reader.ReadVarint()].ToArray();
                    break;
                case OtlpField.KeyValue:
                    value = OtlpAttribute.ReadValue(reader, reader.Enter(end), strings);
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        return OtlpAttribute.Of(key, value.Text, value.Number);
    }
}
