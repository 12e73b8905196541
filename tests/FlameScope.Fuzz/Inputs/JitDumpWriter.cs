using System.Text;

namespace FlameScope.Fuzz.Inputs;

/// <summary>Writes dumps as runtimes do.</summary>
internal sealed class JitDumpWriter
{
    private readonly MemoryStream _content = new();

    public JitDumpWriter(int processId, ulong flags = 0)
    {
        U32(0x4a695444, 1, 40, 62, 0, (uint)processId);
        U64(1, flags);
    }

    public JitDumpWriter Load(ulong time, ulong address, ulong size, ulong index, string name, int codeSize = 4)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        U32(0, (uint)(16 + 40 + text.Length + 1 + codeSize));
        U64(time);
        U32(7, 7);
        U64(address, address, size, index);
        _content.Write(text);
        _content.Write(new byte[1 + codeSize]);
        return this;
    }

    public JitDumpWriter Move(ulong time, ulong from, ulong to, ulong size, ulong index)
    {
        U32(1, 16 + 48);
        U64(time);
        U32(7, 7);
        U64(from, from, to, size, index);
        return this;
    }

    public JitDumpWriter Other(uint type, ulong time)
    {
        U32(type, 24);
        U64(time, 0);
        return this;
    }

    public byte[] ToArray() => _content.ToArray();

    private void U32(params uint[] values)
    {
        foreach (uint value in values)
        {
            _content.Write(BitConverter.GetBytes(value));
        }
    }

    private void U64(params ulong[] values)
    {
        foreach (ulong value in values)
        {
            _content.Write(BitConverter.GetBytes(value));
        }
    }
}
