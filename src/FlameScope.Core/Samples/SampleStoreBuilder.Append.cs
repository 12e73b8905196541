using FlameScope.Columns;

namespace FlameScope.Formats;

public sealed partial class SampleStoreBuilder
{
    /// <summary>Appends another builder's content as if it had been added here, call by call, in the same order.</summary>
    /// <param name="part">The other builder, which was filled from the next part of the same input; it stays as it is.</param>
    /// <remarks>
    /// Tables are numbered by first sight on both sides, so parts of one input that were read apart and appended in order give
    /// the very store that reading it in one go gives. The header and the time axis stay those of this builder.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="part"/> is <see langword="null"/>.</exception>
    public void Append(SampleStoreBuilder part)
    {
        ArgumentNullException.ThrowIfNull(part);
        StringId[] strings = new StringId[part._strings.Count];
        for (int i = 0; i < strings.Length; i++)
        {
            strings[i] = _strings.Intern(part._strings[new StringId(i)]);
        }

        FrameId[] frames = AppendFrames(part, strings);
        ThreadId[] threads = AppendThreads(part, strings);
        EventKindId[] kinds = [.. part._eventKinds.Select(kind => AddEventKind(part._strings[kind.Name], kind))];
        AppendSamples(part, AppendStacks(part, frames), threads, kinds, AppendLabels(part, strings));
        foreach (Marker marker in part._markers)
        {
            AddMarker(new Marker(marker.Range, strings[marker.Name.Value])
            {
                Kind = strings[marker.Kind.Value],
                Thread = marker.Thread is ThreadId thread ? threads[thread.Value] : null,
                Text = strings[marker.Text.Value],
            });
        }
    }

    // Rows that got their names late may be those of an earlier part, which are known by what they were at first.
    private FrameId[] AppendFrames(SampleStoreBuilder part, StringId[] strings)
    {
        FrameId[] frames = new FrameId[part._frames.Rows.Length];
        for (int row = 0; row < frames.Length; row++)
        {
            frames[row] = AddFrame(Here(part._frames.OriginalOf(row)));
            SetFrame(frames[row], Here(part._frames.Rows[row]));
        }

        return frames;

        Frame Here(Frame frame) => new(strings[frame.Symbol.Value], strings[frame.Module.Value], frame.Kind)
        {
            File = strings[frame.File.Value],
            Line = frame.Line,
            RawSymbol = strings[frame.RawSymbol.Value],
        };
    }

    private ThreadId[] AppendThreads(SampleStoreBuilder part, StringId[] strings)
    {
        ThreadId[] threads = new ThreadId[part._threads.Rows.Length];
        for (int row = 0; row < threads.Length; row++)
        {
            ProfiledThread original = part._threads.OriginalOf(row);
            threads[row] = AddThread(original with { Command = strings[original.Command.Value] });
            SetThreadName(threads[row], part._strings[part._threads.Rows[row].Command]);
        }

        return threads;
    }

    private StackId[] AppendStacks(SampleStoreBuilder part, FrameId[] frames)
    {
        StackId[] stacks = new StackId[part._stacks.Count];
        for (int node = 1; node < stacks.Length; node++)
        {
            (StackId parent, FrameId frame) = part.NodeOf(new StackId(node));
            stacks[node] = _stacks.Intern(stacks[parent.Value], frames[frame.Value]);
        }

        for (int node = 0; node < part._stackActivities.Count; node++)
        {
            if (part._stackActivities[node] != 0)
            {
                Mark(stacks[node], (SampleActivity)part._stackActivities[node]);
            }
        }

        return stacks;
    }

    private LabelSetId[] AppendLabels(SampleStoreBuilder part, StringId[] strings)
    {
        LabelSetId[] sets = new LabelSetId[part._labelTable.Rows.Length];
        for (int row = 1; row < sets.Length; row++)
        {
            Label label = part._labelTable.Rows[row];
            sets[row] = AddLabel(sets[label.Parent.Value], _strings[strings[label.Key.Value]], _strings[strings[label.Value.Value]]);
        }

        return sets;
    }

    private void AppendSamples(SampleStoreBuilder part, StackId[] stacks, ThreadId[] threads, EventKindId[] kinds, LabelSetId[] labels)
    {
        for (int i = 0; i < part.SampleCount; i++)
        {
            AddSample(new SampleRecord(
                part._times[i],
                stacks[part._sampleStacks[i].Value],
                threads[part._sampleThreads[i].Value],
                kinds[part._sampleEvents[i]],
                i < part._cpus.Count ? part._cpus[i] : NoCpu,
                part._weights[i])
            {
                Duration = part._durations[i],
                Labels = labels[ValueAt(part._labels, i).Value],
                Activity = (SampleActivity)ValueAt(part._activities, i),
            });
        }
    }

    private static T ValueAt<T>(Column<T> column, int row)
        where T : unmanaged => row < column.Count ? column[row] : default;
}
