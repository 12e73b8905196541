using FlameScope.Formats.Protobuf.Tables;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.NflxProfile;

/// <summary>Reads an nflxprofile: all of its fields first, in any order, then its samples.</summary>
internal sealed class NflxProfileReader(WireReader reader, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
{
    private readonly NflxColumns _columns = new(reader);
    private readonly NflxNodeReader _nodes = new(reader, context);
    private readonly List<LoadDiagnostic> _damage = [];

    public void Read()
    {
        LoadDiagnostic? end = MessageFields.Walk(reader, ReadField);
        foreach (LoadDiagnostic damage in _damage)
        {
            context.AddUnparsed(damage);
        }

        AddSamples();
        context.AddLeftOut(_columns.IdleSamples);
        if (end is not null)
        {
            context.MarkTruncated(end);
        }
    }

    private void ReadField(uint tag, int end)
    {
        if (tag != NflxProfileField.NodeEntry)
        {
            _columns.Read(tag, end);
        }
        else if (!MessageFields.TryRead(reader, end, _nodes.Read, "a node", out LoadDiagnostic? damage))
        {
            _damage.Add(damage!);
        }
    }

    private void AddSamples()
    {
        bool hasParents = _columns.Has("has_parent") || (!_columns.Has("has_children") && _nodes.Nodes.Values.Any(node => node.Parent >= 0));
        NflxStacks stacks = new(reader, builder, _nodes.Nodes, HasNodeStacks(), hasParents);
        SampleCollector samples = new(builder, context, cancellationToken);
        ThreadTable threads = new(builder);
        EventKindId kind = builder.AddEventKind("samples"u8);
        ExactSeconds time = default;
        bool isTimed = time.TryAdd(_columns.Start);
        for (int i = 0; i < _columns.Samples.Count; i++)
        {
            isTimed &= i < _columns.Deltas.Count && time.TryAdd(_columns.Deltas[i]);
            if (!isTimed)
            {
                AddUnparsed($"a sample with a time: time_deltas has {_columns.Deltas.Count} numbers for {_columns.Samples.Count} samples, or one that is no time", i);
                continue;
            }

            if (!_nodes.Nodes.TryGetValue(_columns.Samples[i], out NflxNode? node))
            {
                AddUnparsed($"a sample whose node is there, not {_columns.Samples[i]}", i);
                continue;
            }

            (StackId stack, ByteRange command) = stacks.Of(_columns.Samples[i]);
            int pid = At(_columns.Pids, i) is long ownPid ? ThreadTable.IdOf(ownPid) : node.Pid;
            int tid = At(_columns.Tids, i) is long ownTid ? ThreadTable.IdOf(ownTid) : node.Tid;
            ThreadId thread = threads.Add(builder.AddString(reader[command]), reader[command], pid, tid);
            int cpu = At(_columns.Cpus, i) is long ownCpu ? NflxColumns.CpuOf(ownCpu) : node.Cpu;
            long weight = At(_columns.Values, i) ?? node.Weight;
            samples.Add(new SampleRecord(time.Nanoseconds, stack, thread, kind, cpu, weight >= 0 ? weight : 1));
        }

        if (builder.SampleCount > 0)
        {
            samples.Finish("");
            builder.Header = builder.Header with { ClockEpochNanoseconds = null };
        }
    }

    // Some writers leave the parameter out.
    private bool HasNodeStacks() => _columns.Has("has_node_stack") || _nodes.Nodes.Values.Any(node => node.Frames.Count > 0);

    private static long? At(List<long> column, int sample) => sample < column.Count ? column[sample] : null;

    private void AddUnparsed(FormattableString expected, int sample) => context.AddUnparsed(new LoadDiagnostic(
        0, reader.Length, FormattableString.Invariant($"sample {sample + 1}"), FormattableString.Invariant(expected)));
}
