using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlameScope.Needle;

/// <summary>(a) Recordings of programs that logged when they perturbed themselves.</summary>
internal static class CorpusSet
{
    /// <param name="folder">Where ground-truth.json and the recordings are.</param>
    /// <param name="fewest">Windows with fewer samples of the culprit do not count.</param>
    /// <param name="every">Of so many ticks of the sampling clock one is kept: as if the recording had been made at a lower frequency.</param>
    /// <param name="offset">Which one.</param>
    /// <param name="output">Takes the tables.</param>
    public static void Run(string folder, int fewest, int every, int offset, TextWriter output)
    {
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "ground-truth.json")));
        Score alone = new();
        Score shared = new();
        foreach (JsonProperty recording in truth.RootElement.EnumerateObject())
        {
            string path = Path.Combine(folder, recording.Name);
            if (!recording.Name.StartsWith("perf/", StringComparison.Ordinal) || !File.Exists(path))
            {
                continue;
            }

            string label = Path.GetFileName(recording.Name).Split('.')[0];
            SampleStore store = ProfileLoader.Load(path);
            double interval = 1e9 / FrequencyOf(label);
            store = every > 1 ? Thinned(store, interval, every, offset) : store;
            Score score = label.EndsWith("-a", StringComparison.Ordinal) ? shared : alone;
            score.Add(label, TruthsOf(recording.Value, store), PerturbationFinder.Find(store), interval * every, fewest / every);
        }

        output.Write(alone.Row("one process (`-p`)") + "\n");
        output.Write(shared.Row("whole machine (`-a`), other jobs and all") + "\n");
        Write(alone.Notes, output);
        Write(shared.Notes, output);
    }

    private static void Write(List<string> notes, TextWriter output)
    {
        foreach (string note in notes)
        {
            output.Write($"  - {note}\n");
        }
    }

    private static SampleStore Thinned(SampleStore store, double interval, int every, int offset)
    {
        List<(long Time, int Sample)> kept = [];
        for (int sample = 0; sample < store.Count; sample++)
        {
            long time = store.Times[sample];
            if ((long)((time - store.TimeRange.Start) / interval) % every == offset && store.Events[sample] == 0)
            {
                kept.Add((time, sample));
            }
        }

        return new Remix(store).Build(kept);
    }

    // Names end in -HERTZ-a or -HERTZ-p.
    private static double FrequencyOf(string label) => double.Parse(label.Split('-')[^2], CultureInfo.InvariantCulture);

    private static List<Truth> TruthsOf(JsonElement recording, SampleStore store)
    {
        List<Truth> truths = [];
        foreach (IGrouping<string, JsonElement> group in recording.GetProperty("windows").EnumerateArray()
            .GroupBy(window => window.GetProperty("name").GetString()!))
        {
            TimeRange[] windows = [.. group.Select(RangeOf)];
            string? pattern = group.First().TryGetProperty("match_regex", out JsonElement regex) ? regex.GetString() : null;
            bool isStep = group.First().TryGetProperty("thread_comm", out JsonElement command);
            bool isStall = group.Key.StartsWith("STALL", StringComparison.Ordinal);
            int[] samples = [.. group.Select((window, i) => isStep
                ? window.GetProperty("thread_samples").GetInt32()
                : isStall ? MissingIn(store, windows[i], pattern!) : SamplesOf(window, store, windows[i], pattern))];

            // Pauses too short to hold samples of their own count as one rhythm: all of its samples together.
            if (windows.Length > 50)
            {
                int sum = samples.Sum();
                samples = [.. samples.Select(_ => sum)];
            }

            Regex? culprit = isStep || pattern is null || samples.Max() == 0 ? null : new Regex(pattern);
            truths.Add(new Truth(group.Key, windows, samples, HasFunction(store, culprit) ? culprit : null, PeriodOf(windows), isStep));
        }

        return truths;
    }

    private static int SamplesOf(JsonElement window, SampleStore store, TimeRange range, string? pattern)
    {
        int logged = window.GetProperty("samples_in_window").GetInt32();
        if (logged > 0 || pattern is null || HasFunction(store, new Regex(pattern)))
        {
            return logged;
        }

        // A recording without the function's name still has its samples.
        (int first, int end) = store.SamplesIn(range);
        return end - first;
    }

    private static bool HasFunction(SampleStore store, Regex? pattern)
    {
        if (pattern is null)
        {
            return false;
        }

        foreach (Frame frame in store.Frames)
        {
            if (pattern.IsMatch(store.Strings.GetString(frame.Symbol)) || pattern.IsMatch(store.Strings.GetString(frame.Module)))
            {
                return true;
            }
        }

        return false;
    }

    // A stall holds what is missing: as many samples as its function has in as long a time.
    private static int MissingIn(SampleStore store, TimeRange window, string pattern)
    {
        Regex regex = new(pattern);
        bool[] frames = [.. store.Frames.ToArray().Select(frame => regex.IsMatch(store.Strings.GetString(frame.Symbol)))];
        int count = 0;
        for (int sample = 0; sample < store.Count; sample++)
        {
            foreach (FrameId frame in store.StackTrie.FramesOf(store.Stacks[sample]))
            {
                if (frames[frame.Value])
                {
                    count++;
                    break;
                }
            }
        }

        return (int)(count * (double)window.Duration / store.TimeRange.Duration);
    }

    private static double? PeriodOf(TimeRange[] windows) => windows.Length < 3
        ? null
        : (double)(windows[^1].Start - windows[0].Start) / (windows.Length - 1);

    private static TimeRange RangeOf(JsonElement window)
    {
        long start = window.GetProperty("start_monotonic_ns").GetInt64();
        return new TimeRange(start, Math.Max(start, window.GetProperty("end_monotonic_ns").GetInt64()));
    }
}
