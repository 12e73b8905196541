using System.Globalization;
using System.Text;
using FlameScope.Formats.Protobuf.Tables;

namespace FlameScope.Formats.Protobuf.Pprof;

/// <summary>What a sample's labels say: its time, its thread, and labels that are no more than that.</summary>
internal sealed class PprofLabels(StringTable strings, SampleStoreBuilder builder, ReadOnlySpan<byte> program)
{
    private readonly ThreadTable _threads = new(builder);
    private readonly Dictionary<long, Role> _roles = [];
    private readonly Role?[] _rolesOfSmallKeys = new Role?[64];
    private readonly Dictionary<(LabelSetId Set, PprofLabel Label), LabelSetId> _sets = [];
    private readonly StringId _program = builder.AddString(program);
    private readonly byte[] _programText = program.ToArray();

    private enum Role
    {
        None,
        Label,
        Time,
        ThreadName,
        ThreadId,
        ProcessId,
    }

    /// <summary>When the sample ended, in nanoseconds since 1970; <see langword="null"/> where it does not tell.</summary>
    public long? Time { get; private set; }

    public ThreadId Thread { get; private set; }

    public LabelSetId Labels { get; private set; }

    /// <summary>Whether the input names the label that holds the times.</summary>
    public static bool MayHaveTimes(StringTable strings)
    {
        for (int i = 0; i < strings.Count; i++)
        {
            if (strings[i].SequenceEqual("end_timestamp_ns"u8))
            {
                return true;
            }
        }

        return false;
    }

    public void Read(List<PprofLabel> labels)
    {
        Time = null;
        Labels = LabelSetId.Empty;
        (StringId name, long text, int pid, int tid) = (_program, -1, -1, -1);
        foreach (PprofLabel label in labels)
        {
            switch (RoleOf(label.Key))
            {
                case Role.Time:
                    Time = label.Number;
                    break;
                case Role.ThreadName when label.Text != 0:
                    (name, text) = (strings.IdOf(label.Text), label.Text);
                    break;
                case Role.ThreadId:
                    tid = ThreadTable.IdOf(NumberOf(label));
                    break;
                case Role.ProcessId:
                    pid = ThreadTable.IdOf(NumberOf(label));
                    break;
                case Role.Label:
                    Labels = Add(Labels, label);
                    break;
                default:
                    break;
            }
        }

        Thread = _threads.Add(name, text < 0 ? _programText : strings[text], pid, tid);
    }

    // The keys of labels are mostly among the first strings.
    private Role RoleOf(long key) => (ulong)key < (ulong)_rolesOfSmallKeys.Length ? _rolesOfSmallKeys[key] ??= FindRole(key) : FindRole(key);

    private Role FindRole(long key)
    {
        if (!_roles.TryGetValue(key, out Role role))
        {
            role = strings.TextOf(key) switch
            {
                "end_timestamp_ns" => Role.Time,
                "thread name" or "thread_name" or "thread.name" or "thread_comm" or "comm" => Role.ThreadName,
                "thread id" or "thread_id" or "thread.id" or "tid" => Role.ThreadId,
                "pid" or "process_id" or "process id" or "process.pid" => Role.ProcessId,
                "" => Role.None,
                _ => Role.Label,
            };
            _roles.Add(key, role);
        }

        return role;
    }

    // Some writers have ids as text.
    private long NumberOf(PprofLabel label) => label.Text == 0 ? label.Number
        : long.TryParse(strings[label.Text], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;

    private LabelSetId Add(LabelSetId set, PprofLabel label)
    {
        if (!_sets.TryGetValue((set, label), out LabelSetId known))
        {
            ReadOnlySpan<byte> value = label.Text != 0 ? strings[label.Text] : Encoding.UTF8.GetBytes(TextOf(label));
            known = builder.AddLabel(set, strings[label.Key], value);
            _sets.Add((set, label), known);
        }

        return known;
    }

    private string TextOf(PprofLabel label)
    {
        string number = label.Number.ToString(CultureInfo.InvariantCulture);
        return label.Unit != 0 && strings.TextOf(label.Unit) is { Length: > 0 } unit ? $"{number} {unit}" : number;
    }
}
