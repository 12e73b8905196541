using System.Buffers.Binary;
using System.Text;

namespace FlameScope.Fuzz.Inputs;

/// <summary>Writes small chunks for what no recording at hand has; with the types of a JDK 25, or whatever a test asks for.</summary>
internal sealed class JfrWriter
{
    public const long StartNanoseconds = 1_000_000_000_000;

    private readonly List<byte> _bytes = [];
    private readonly List<(string Name, long Id, (string Name, long Type, string Attributes)[] Fields)> _types = [];
    private long _constants;
    private long _metadata;

    public JfrWriter() => _bytes.AddRange(new byte[68]);

    /// <summary>A small recording that has what readers look at.</summary>
    public static byte[] Sample()
    {
        JfrWriter writer = new JfrWriter().Usual()
            .Type("jdk.ExecutionSample", 100, ("startTime", 7, ""), ("sampledThread", 21, "constantPool=true"), ("stackTrace", 22, "constantPool=true"), ("state", 28, "constantPool=true"))
            .Type("profiler.WallClockSample", 101, ("startTime", 7, ""), ("sampledThread", 21, "constantPool=true"), ("stackTrace", 22, "constantPool=true"), ("state", 28, "constantPool=true"), ("samples", 6, ""), ("timeSpan", 7, ""))
            .Type("jdk.JavaMonitorEnter", 102, ("startTime", 7, ""), ("duration", 7, ""), ("eventThread", 21, "constantPool=true"), ("monitorClass", 25, "constantPool=true"));
        writer.Event(100, Number(2500), Number(1), Number(5), Number(1)).Event(101, Number(2600), Number(1), Number(5), Number(2), Number(3), Number(900))
            .UsualConstants().Event(102, Number(2700), Number(10), Number(1), Number(3)).UsualConstants();
        return writer.Metadata().ToChunk();
    }

    public int Length => _bytes.Count;

    public static byte[] Number(long value)
    {
        List<byte> bytes = [];
        ulong rest = (ulong)value;
        for (int i = 0; i < 8 && rest >= 0x80; i++, rest >>= 7)
        {
            bytes.Add((byte)(rest | 0x80));
        }

        bytes.Add((byte)rest);
        return [.. bytes];
    }

    public static byte[] Text(string text) => [3, .. Number(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    public static byte[] Join(params IEnumerable<byte[]> parts) => [.. parts.SelectMany(part => part)];

    /// <summary>The usual types of constants: what a sample needs.</summary>
    public JfrWriter Usual() => Type("java.lang.String", 20)
        .Type("boolean", 4).Type("int", 6).Type("long", 7)
        .Type("java.lang.Thread", 21, ("osName", 20, ""), ("osThreadId", 7, ""), ("javaName", 20, ""))
        .Type("jdk.types.StackTrace", 22, ("truncated", 4, ""), ("frames", 23, "dimension=1"))
        .Type("jdk.types.StackFrame", 23, ("method", 24, "constantPool=true"), ("lineNumber", 6, ""), ("type", 27, "constantPool=true"))
        .Type("jdk.types.Method", 24, ("type", 25, "constantPool=true"), ("name", 26, "constantPool=true"))
        .Type("java.lang.Class", 25, ("name", 26, "constantPool=true"))
        .Type("jdk.types.Symbol", 26, ("string", 20, ""))
        .Type("jdk.types.FrameType", 27, ("description", 20, ""))
        .Type("jdk.types.ThreadState", 28, ("name", 20, ""));

    public JfrWriter Type(string name, long id, params (string Name, long Type, string Attributes)[] fields)
    {
        _types.Add((name, id, fields));
        return this;
    }

    public JfrWriter Event(long type, params IEnumerable<byte[]> fields) => Raw(Sized(Join(Number(type), Join(fields))));

    public JfrWriter Raw(byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>Writes a checkpoint with one thread, one stack of two frames and the states.</summary>
    public JfrWriter UsualConstants() => Checkpoint(
        (21, [Join(Number(1), Text("os-worker"), Number(77), Text("worker"))]),
        (22, [Join(Number(5), [1], Number(2), Number(8), Number(42), Number(1), Number(9), Number(7), Number(2))]),
        (24, [Join(Number(8), Number(3), Number(4)), Join(Number(9), Number(6), Number(7))]),
        (25, [Join(Number(3), Number(10)), Join(Number(6), Number(11))]),
        (26, [Join(Number(4), Text("hot")), Join(Number(7), Text("main")), Join(Number(10), Text("shop/Cart")), Join(Number(11), Text("shop/App$$Lambda+0x00007f0001003000/266272063"))]),
        (27, [Join(Number(1), Text("Inlined")), Join(Number(2), Text("JIT compiled"))]),
        (28, [Join(Number(1), Text("STATE_RUNNABLE")), Join(Number(2), Text("STATE_SLEEPING"))]));

    public JfrWriter Checkpoint(params (long Type, byte[][] Constants)[] pools)
    {
        long last = _constants;
        _constants = Length;
        return Event(1, [
            Number(0), Number(0), Number(last == 0 ? 0 : last - _constants), [0], Number(pools.Length),
            .. pools.Select(pool => Join(Number(pool.Type), Number(pool.Constants.Length), Join(pool.Constants)))]);
    }

    public JfrWriter Metadata()
    {
        _metadata = Length;
        List<string> texts = [];
        byte[] root = Element("root", [], [Element("metadata", [], [.. _types.Select(type => Element(
            "class",
            [("id", type.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("name", type.Name)],
            [.. type.Fields.Select(field => Element("field", [("name", field.Name), ("class", $"{field.Type}"), .. Attributes(field.Attributes)], []))]))])]);
        return Event(0, [Number(0), Number(0), Number(1), Number(texts.Count), .. texts.Select(Text), root]);

        byte[] Element(string name, (string Key, string Value)[] attributes, byte[][] children) => Join([
            Index(name), Number(attributes.Length), .. attributes.Select(attribute => Join(Index(attribute.Key), Index(attribute.Value))),
            Number(children.Length), .. children]);

        byte[] Index(string text)
        {
            if (!texts.Contains(text))
            {
                texts.Add(text);
            }

            return Number(texts.IndexOf(text));
        }
    }

    /// <summary>The chunk, with a header: 1,000 ticks a second, from tick 500 at <see cref="StartNanoseconds"/>.</summary>
    public byte[] ToChunk()
    {
        byte[] chunk = [.. _bytes];
        "FLR\0"u8.CopyTo(chunk);
        BinaryPrimitives.WriteInt16BigEndian(chunk.AsSpan(4), 2);
        BinaryPrimitives.WriteInt16BigEndian(chunk.AsSpan(6), 1);
        BinaryPrimitives.WriteInt64BigEndian(chunk.AsSpan(8), chunk.Length);
        BinaryPrimitives.WriteInt64BigEndian(chunk.AsSpan(16), _constants);
        BinaryPrimitives.WriteInt64BigEndian(chunk.AsSpan(24), _metadata);
        BinaryPrimitives.WriteInt64BigEndian(chunk.AsSpan(32), StartNanoseconds);
        BinaryPrimitives.WriteInt64BigEndian(chunk.AsSpan(48), 500);
        BinaryPrimitives.WriteInt64BigEndian(chunk.AsSpan(56), 1000);
        chunk[67] = 3;
        return chunk;
    }

    private static (string Key, string Value)[] Attributes(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair.Split('=')[0], pair.Split('=')[1]))];

    // A size counts its own bytes.
    private static byte[] Sized(byte[] content)
    {
        int size = content.Length + 1;
        while (Number(size).Length + content.Length != size)
        {
            size = Number(size).Length + content.Length;
        }

        return [.. Number(size), .. content];
    }
}
