using System.Globalization;
using System.Text;

namespace FlameScope.Formats.PerfData;

/// <summary>Which thread has which name at one time.</summary>
internal sealed class ThreadNames(SampleStoreBuilder builder)
{
    private readonly Dictionary<int, Thread> _threads = new() { [0] = new Thread("swapper"u8.ToArray()) };

    public void SetName(int tid, byte[] name) => _threads[tid] = new Thread(name);

    /// <summary>A thread begins with the name of the one that began it.</summary>
    public void Fork(int tid, int parentTid) => _threads[tid] = new Thread(Of(parentTid).Name);

    /// <summary>A thread under its name.</summary>
    public ThreadId Of(int pid, int tid)
    {
        Thread thread = Of(tid);
        if (thread.Id is not ThreadId id || thread.Pid != pid)
        {
            thread.Id = id = builder.AddThread(thread.Name, pid, tid);
            thread.Pid = pid;
        }

        return id;
    }

    // perf shows a thread that nothing names by its number.
    private Thread Of(int tid)
    {
        if (!_threads.TryGetValue(tid, out Thread? thread))
        {
            _threads.Add(tid, thread = new Thread(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $":{tid}"))));
        }

        return thread;
    }

    private sealed class Thread(byte[] name)
    {
        public byte[] Name { get; } = name;

        public ThreadId? Id { get; set; }

        public int Pid { get; set; }
    }
}
