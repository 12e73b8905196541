using System.Globalization;
using System.Text;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Flames;

/// <summary>The root frames of a tree: which thread stands under which.</summary>
internal sealed class ThreadGroups
{
    private static readonly byte[] Nameless = "[unknown]"u8.ToArray();

    private readonly int[] _groupOfThread;
    private readonly List<byte[]> _labels = [];

    public ThreadGroups(SampleStore store, RootGrouping grouping)
    {
        IsNone = grouping == RootGrouping.None;
        _groupOfThread = new int[store.ThreadTable.Length];
        if (IsNone)
        {
            _labels.Add([]);
            return;
        }

        Dictionary<(int Command, int Id), int> known = [];
        for (int i = 0; i < _groupOfThread.Length; i++)
        {
            ProfiledThread thread = store.ThreadTable[i];
            (int, int) key = KeyOf(thread, grouping);
            if (!known.TryGetValue(key, out int group))
            {
                group = _labels.Count;
                known.Add(key, group);
                _labels.Add(LabelOf(store, thread, grouping));
            }
            else if (grouping == RootGrouping.Process && IsMainThread(thread))
            {
                _labels[group] = LabelOf(store, thread, grouping);
            }

            _groupOfThread[i] = group;
        }
    }

    /// <summary>Whether stacks start at their own root frames; there is one group then.</summary>
    public bool IsNone { get; }

    public int Count => _labels.Count;

    public int GroupOf(ThreadId thread) => _groupOfThread[thread.Value];

    public ReadOnlySpan<byte> LabelOf(int group) => _labels[group];

    // Where the input names only threads, a thread is all that is known of its process.
    private static (int Command, int Id) KeyOf(ProfiledThread thread, RootGrouping grouping) => grouping switch
    {
        RootGrouping.Command => (thread.Command.Value, 0),
        RootGrouping.Process when thread.ProcessId >= 0 => (-1, thread.ProcessId),
        RootGrouping.Process => (thread.Command.Value, thread.ThreadNumber),
        RootGrouping.Thread => (thread.Command.Value, thread.ThreadNumber),
        _ => throw new ArgumentOutOfRangeException(nameof(grouping), grouping, "There is no such grouping."),
    };

    private static bool IsMainThread(ProfiledThread thread) => thread.ProcessId == thread.ThreadNumber;

    private static byte[] LabelOf(SampleStore store, ProfiledThread thread, RootGrouping grouping)
    {
        ReadOnlySpan<byte> command = store.Strings[thread.Command];
        if (command.IsEmpty)
        {
            command = Nameless;
        }

        if (grouping == RootGrouping.Command)
        {
            return command.ToArray();
        }

        int id = grouping == RootGrouping.Process ? thread.ProcessOrThreadId : thread.ThreadNumber;
        return [.. command, (byte)'-', .. Encoding.ASCII.GetBytes(id.ToString(CultureInfo.InvariantCulture))];
    }
}
