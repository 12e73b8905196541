using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Formats.PerfScript;

/// <summary>Remembers the threads of event lines by the text that names them.</summary>
internal sealed class KnownThreads
{
    private const int Bare = 1;

    private readonly SampleStoreBuilder _builder;
    private readonly Texts?[] _texts = new Texts?[8];

    public KnownThreads(SampleStoreBuilder builder) => _builder = builder;

    /// <summary>About how many bytes the memory takes.</summary>
    public long CacheBytes
    {
        get
        {
            long bytes = 0;
            foreach (Texts? texts in _texts)
            {
                bytes += texts?.Names.EstimatedBytes ?? 0;
            }

            return bytes;
        }
    }

    /// <summary>The thread of the event line that the reader has read.</summary>
    public ThreadId Of(ref PerfScriptReader reader)
    {
        // The same text names another thread where other columns are read.
        int layout = ((int)reader.Layout.Thread << 1) + (reader.Layout.Cpu == CpuColumn.Bare ? Bare : 0);
        Texts texts = _texts[layout] ??= new Texts();
        int row = texts.Names.Intern(reader.ThreadText).Value;
        if (row == 0)
        {
            return Add(ref reader);
        }

        if (row == texts.Threads.Count)
        {
            texts.Threads.Add(Add(ref reader));
        }

        return texts.Threads[row];
    }

    // A line feed in a command is one whatever the lines of the text end in.
    private ThreadId Add(ref PerfScriptReader reader)
    {
        ReadOnlySpan<byte> command = reader.Command;
        return _builder.AddThread(
            command.IndexOf("\r\n"u8) < 0 ? command : System.Text.Encoding.Latin1.GetBytes(
                System.Text.Encoding.Latin1.GetString(command).Replace("\r\n", "\n", StringComparison.Ordinal)),
            reader.Pid,
            reader.Tid);
    }

    private sealed class Texts
    {
        public Column<ThreadId> Threads = new();

        public Texts() => Threads.Add(default);

        public Utf8Interner Names { get; } = new();
    }
}
