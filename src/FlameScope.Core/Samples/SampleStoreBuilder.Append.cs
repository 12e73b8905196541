using FlameScope.Samples;

namespace FlameScope.Formats;

public sealed partial class SampleStoreBuilder
{
    /// <summary>Appends another builder's content as if it had been added here, call by call, in the same order.</summary>
    /// <remarks>
    /// Tables are numbered by first sight on both sides, so parts of one input that were read apart and appended in order give
    /// the very store that reading it in one go gives.
    /// </remarks>
    internal void Append(SampleStoreBuilder part)
    {
        StringId[] strings = new StringId[part._strings.Count];
        for (int i = 0; i < strings.Length; i++)
        {
            strings[i] = _strings.Intern(part._strings[new StringId(i)]);
        }

        FrameId[] frames = Array.ConvertAll(part._frames.Rows.ToArray(), frame =>
            AddFrame(frame with { Symbol = strings[frame.Symbol.Value], Module = strings[frame.Module.Value] }));
        ThreadId[] threads = Array.ConvertAll(part._threads.Rows.ToArray(), thread =>
            AddThread(thread with { Command = strings[thread.Command.Value] }));
        EventKindId[] events = Array.ConvertAll(part._events.Rows.ToArray(), name =>
            AddEvent(_strings[strings[name.Value]]));
        AppendSamples(part, AppendStacks(part._stacks, frames), threads, events);
        AppendReport(part);
    }

    private StackId[] AppendStacks(StackTrieBuilder part, FrameId[] frames)
    {
        StackId[] stacks = new StackId[part.Count];
        for (int node = 1; node < stacks.Length; node++)
        {
            stacks[node] = _stacks.Intern(stacks[part.ParentOf(new StackId(node)).Value], frames[part.FrameOf(new StackId(node)).Value]);
        }

        return stacks;
    }

    private void AppendSamples(SampleStoreBuilder part, StackId[] stacks, ThreadId[] threads, EventKindId[] events)
    {
        for (int i = 0; i < part.SampleCount; i++)
        {
            AddSample(
                part._times[i],
                stacks[part._sampleStacks[i].Value],
                threads[part._sampleThreads[i].Value],
                events[part._sampleEvents[i]],
                part._cpus[i],
                part._weights.Count > 0 ? part._weights[i] : part._uniformWeight);
        }
    }

    private void AppendReport(SampleStoreBuilder part)
    {
        foreach (LoadDiagnostic diagnostic in part._diagnostics)
        {
            LoadDiagnostic placed = diagnostic with
            {
                LineNumber = diagnostic.LineNumber > 0 ? diagnostic.LineNumber + LinesRead : 0,
            };
            if (IsStrict)
            {
                throw new ProfileFormatException(placed);
            }

            if (!WantsDiagnostics)
            {
                break;
            }

            _diagnostics.Add(placed);
        }

        _unparsed += part._unparsed;
        _sideBand += part._sideBand;
        IsTruncated |= part.IsTruncated;
        LinesRead += part.LinesRead;
        BytesRead += part.BytesRead;
        AddLost(part._lost);
    }
}
