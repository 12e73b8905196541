using System.Globalization;
using System.Text;
using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Flames;

/// <summary>The root frames of a tree: which thread stands under which.</summary>
internal sealed class ThreadGroups
{
    private readonly int[] _groupOfThread;
    private readonly StringId[] _labels;

    public ThreadGroups(Profile profile, RootGrouping grouping)
    {
        IsNone = grouping == RootGrouping.None || AreNameless(profile);
        Utf8Interner labels = new();
        RootLabel = labels.Intern("root"u8);
        _groupOfThread = new int[profile.ThreadTable.Length];
        List<byte[]> texts = IsNone ? [[]] : TextsOf(profile, grouping);
        _labels = [.. texts.Select(text => labels.Intern(text))];
        Labels = new Utf8Table(labels);
        ByLabel = new int[texts.Count];
        for (int group = 0; group < texts.Count; group++)
        {
            ByLabel[group] = group;
        }

        Array.Sort(ByLabel, (left, right) => texts[left].AsSpan().SequenceCompareTo(texts[right]));
    }

    /// <summary>Whether stacks start at their own root frames; there is one group then.</summary>
    public bool IsNone { get; }

    public int Count => _labels.Length;

    /// <summary>The groups in the order of their labels.</summary>
    public int[] ByLabel { get; }

    /// <summary>The names of all groups, and of the root of everything.</summary>
    public Utf8Table Labels { get; }

    /// <summary>The name of the root of everything.</summary>
    public StringId RootLabel { get; }

    /// <summary>By thread: its group.</summary>
    public ReadOnlySpan<int> OfThreads => _groupOfThread;

    public StringId LabelOf(int group) => _labels[group];

    private List<byte[]> TextsOf(Profile profile, RootGrouping grouping)
    {
        Dictionary<(int Command, int Id), int> known = [];
        List<byte[]> texts = [];
        for (int i = 0; i < _groupOfThread.Length; i++)
        {
            ProfiledThread thread = profile.ThreadTable[i];
            (int, int) key = KeyOf(thread, grouping);
            if (!known.TryGetValue(key, out int group))
            {
                group = texts.Count;
                known.Add(key, group);
                texts.Add(LabelOf(profile, thread, grouping));
            }
            else if (grouping == RootGrouping.Process && IsMainThread(thread))
            {
                texts[group] = LabelOf(profile, thread, grouping);
            }

            _groupOfThread[i] = group;
        }

        return WithoutDuplicates(texts);
    }

    // Nodes are one where their names are: a thread without a name and one that is named [unknown] stand together.
    private List<byte[]> WithoutDuplicates(List<byte[]> texts)
    {
        Utf8Interner distinct = new();
        List<byte[]> kept = [];
        int[] newGroup = new int[texts.Count];
        for (int group = 0; group < texts.Count; group++)
        {
            int row = distinct.Intern(texts[group]).Value - 1;
            newGroup[group] = row;
            if (row == kept.Count)
            {
                kept.Add(texts[group]);
            }
        }

        foreach (ref int group in _groupOfThread.AsSpan())
        {
            group = newGroup[group];
        }

        return kept;
    }

    // Where the input names only threads, a thread is all that is known of its process.
    // Some formats have stacks and nothing else: a level that says so on every path would help nobody.
    private static bool AreNameless(Profile profile)
    {
        foreach (ProfiledThread thread in profile.ThreadTable)
        {
            if (thread is not { Pid: < 0, Tid: < 0 } || thread.Command != StringId.Empty)
            {
                return false;
            }
        }

        return !profile.ThreadTable.IsEmpty;
    }

    private static (int Command, int Id) KeyOf(ProfiledThread thread, RootGrouping grouping) => grouping switch
    {
        RootGrouping.Command => (thread.Command.Value, 0),
        RootGrouping.Process when thread.Pid >= 0 => (-1, thread.Pid),
        RootGrouping.Process => (thread.Command.Value, thread.Tid),
        RootGrouping.Thread => (thread.Command.Value, thread.Tid),
        _ => throw new ArgumentOutOfRangeException(nameof(grouping), grouping, "There is no such grouping."),
    };

    private static bool IsMainThread(ProfiledThread thread) => thread.Pid == thread.Tid;

    private static byte[] LabelOf(Profile profile, ProfiledThread thread, RootGrouping grouping)
    {
        ReadOnlySpan<byte> command = profile.Strings[thread.Command];
        if (command.IsEmpty)
        {
            command = UnknownName.Utf8;
        }

        if (grouping == RootGrouping.Command)
        {
            return command.ToArray();
        }

        int id = grouping == RootGrouping.Process ? thread.PidOrTid : thread.Tid;
        return [.. command, (byte)'-', .. Encoding.ASCII.GetBytes(id.ToString(CultureInfo.InvariantCulture))];
    }
}
