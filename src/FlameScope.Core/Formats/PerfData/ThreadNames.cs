using System.Globalization;
using System.Text;

namespace FlameScope.Formats.PerfData;

/// <summary>Which thread has which name at one time.</summary>
internal sealed class ThreadNames(SampleStoreBuilder builder)
{
    private readonly Dictionary<int, NamedThread> _threads = new() { [0] = new NamedThread { Name = "swapper"u8.ToArray() } };

    public void SetName(int tid, byte[] name) => this[tid].Name = name;

    /// <summary>A thread begins with the name of the one that began it.</summary>
    public void Fork(int tid, int parentTid) => this[tid].Name = this[parentTid].Name;

    /// <summary>A thread by its id, the same object under all its names. perf shows one that nothing names by its number.</summary>
    public NamedThread this[int tid]
    {
        get
        {
            if (!_threads.TryGetValue(tid, out NamedThread? thread))
            {
                _threads.Add(tid, thread = new NamedThread { Name = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $":{tid}")) });
            }

            return thread;
        }
    }

    /// <summary>A thread under the name that it has now.</summary>
    public ThreadId Of(NamedThread thread, int pid, int tid)
    {
        if (!thread.IsKnown || thread.Pid != pid)
        {
            thread.SetId(builder.AddThread(thread.Name, pid, tid), pid);
        }

        return thread.Id;
    }
}
