using System.Text.RegularExpressions;

namespace FlameScope.Needle;

/// <summary>What kind of perturbation is planted.</summary>
internal enum PlantKind
{
    /// <summary>Samples of a rare function from all over the recording are moved into a window, on top of what is there.</summary>
    Burst,

    /// <summary>Samples in a window change places with those of a rare function elsewhere: the volume stays.</summary>
    Mix,

    /// <summary>Samples in a window are moved elsewhere.</summary>
    Stall,

    /// <summary>Samples of a function before an instant are moved behind it.</summary>
    Shift,

    /// <summary>Bursts at a steady period.</summary>
    Periodic,
}

/// <summary>Plants perturbations into a background by moving its samples.</summary>
internal sealed class Planting(SampleStore source, List<(long Time, int Sample)> samples, Random random)
{
    private const double MostCommon = 0.06;

    private int _common;
    private readonly long _start = samples[0].Time;
    private readonly long _end = samples[^1].Time;

    /// <summary>Samples of the planted function that its window has anyway; set by the last planting.</summary>
    public double Usual { get; private set; }

    /// <summary>Plants one; <see langword="null"/> where the background has no samples for it.</summary>
    public Truth? Plant(PlantKind kind, int wanted, long duration)
    {
        long margin = (long)(0.05 * (_end - _start)) + (2 * duration);
        if (margin * 2 >= _end - _start)
        {
            return null;
        }

        long at = random.NextInt64(_start + margin, _end - margin);
        return kind switch
        {
            PlantKind.Burst => Rise([new TimeRange(at, at + duration)], wanted, null, keepsVolume: false),
            PlantKind.Mix => Rise([new TimeRange(at, at + duration)], wanted, null, keepsVolume: true),
            PlantKind.Stall => Stall(new TimeRange(at, at + duration), wanted),
            PlantKind.Shift => Shift(wanted),
            _ => Periodic(wanted, duration),
        };
    }

    private Truth? Rise(TimeRange[] windows, int wanted, double? period, bool keepsVolume)
    {
        int[]? donors = DonorsOf(wanted * windows.Length, out string name);
        if (donors is null || (keepsVolume && !HoldEnough(windows, wanted)))
        {
            return null;
        }

        Usual = (double)_common * windows[0].Duration / (_end - _start);
        Regex names = NamesOf(donors);
        int donor = 0;
        foreach (TimeRange window in windows)
        {
            List<int> inside = [.. Enumerable.Range(0, samples.Count).Where(i => window.Contains(samples[i].Time))];
            int[] replaced = [.. inside];
            random.Shuffle(replaced);
            for (int i = 0; i < wanted; i++, donor++)
            {
                (long time, int sample) = samples[donors[donor]];

                // Evenly, as a sampling clock has it, with its jitter.
                long moved = window.Start + (long)((i + 0.2 + (0.6 * random.NextDouble())) * window.Duration / wanted);
                if (keepsVolume)
                {
                    moved = samples[replaced[i]].Time;
                    samples[replaced[i]] = (time, samples[replaced[i]].Sample);
                }

                samples[donors[donor]] = (moved, sample);
            }
        }

        return new Truth(name, windows, [.. windows.Select(_ => wanted)], names, period);
    }

    private Truth? Periodic(int wanted, long duration)
    {
        int beats = random.Next(6, 13);
        long period = (long)((_end - _start) / (beats + 0.5 + random.NextDouble()));
        if (period < 4 * duration)
        {
            return null;
        }

        long phase = _start + random.NextInt64(period / 4, period / 2);
        TimeRange[] windows = [.. Enumerable.Range(0, beats).Select(i => new TimeRange(phase + (i * period), phase + (i * period) + duration))];
        return windows[^1].End < _end ? Rise(windows, wanted, period, keepsVolume: false) : null;
    }

    private Truth? Stall(TimeRange window, int wanted)
    {
        List<int> inside = [.. Enumerable.Range(0, samples.Count).Where(i => window.Contains(samples[i].Time))];
        if (inside.Count < wanted || inside.Count > wanted * 1.5)
        {
            return null;
        }

        foreach (int i in inside)
        {
            long time;
            do
            {
                time = samples[random.Next(samples.Count)].Time + random.NextInt64(-2_000_000, 2_000_000);
            }
            while (window.Contains(time) || time < _start || time > _end);
            samples[i] = (time, samples[i].Sample);
        }

        return new Truth("stall", [window], [inside.Count], null);
    }

    private Truth? Shift(int wanted)
    {
        long at = _start + (long)((0.3 + (0.4 * random.NextDouble())) * (_end - _start));
        int[]? donors = DonorsOf(wanted, out string name, everything: true);
        if (donors is null)
        {
            return null;
        }

        Regex names = NamesOf(donors);
        int moved = 0;
        foreach (int donor in donors)
        {
            if (samples[donor].Time < at)
            {
                samples[donor] = (random.NextInt64(at, _end), samples[donor].Sample);
                moved++;
            }
        }

        return moved < wanted ? null : new Truth(
            name, [new TimeRange(at, _end)], [moved], names, IsStep: true, Delay: donors.Min(donor => samples[donor].Time) - at);
    }

    // The functions that (nearly) all moved samples hold and that are no more common elsewhere than the chosen one: callers and
    // callees that always come together cannot be told apart.
    private Regex NamesOf(int[] donors)
    {
        Dictionary<int, int> moved = [];
        Dictionary<int, int> all = [];
        HashSet<int> chosen = [.. donors];
        for (int i = 0; i < samples.Count; i++)
        {
            foreach (FrameId frame in source.StackTrie.FramesOf(source.Stacks[samples[i].Sample]).Distinct())
            {
                all[frame.Value] = all.GetValueOrDefault(frame.Value) + 1;
                if (chosen.Contains(i))
                {
                    moved[frame.Value] = moved.GetValueOrDefault(frame.Value) + 1;
                }
            }
        }

        int most = moved.Where(pair => pair.Value >= 0.9 * donors.Length).Min(pair => all[pair.Key]);
        return new Regex(string.Join('|', moved
            .Where(pair => pair.Value >= 0.9 * donors.Length && all[pair.Key] <= 2 * most)
            .Select(pair => $"^{Regex.Escape(source.Strings.GetString(source.Frames[pair.Key].Symbol))}$")));
    }

    private bool HoldEnough(TimeRange[] windows, int wanted) =>
        windows.All(window => samples.Count(sample => window.Contains(sample.Time)) >= wanted);

    // Samples whose stack holds one rare function.
    private int[]? DonorsOf(int wanted, out string name, bool everything = false)
    {
        Dictionary<int, List<int>> holders = [];
        for (int i = 0; i < samples.Count; i++)
        {
            StackId stack = source.Stacks[samples[i].Sample];
            HashSet<int> seen = [];
            for (; stack != StackId.Empty; stack = source.StackTrie.Parents[stack.Value])
            {
                int frame = source.StackTrie.Frames[stack.Value].Value;
                if (seen.Add(frame))
                {
                    if (!holders.TryGetValue(frame, out List<int>? list))
                    {
                        holders.Add(frame, list = []);
                    }

                    list.Add(i);
                }
            }
        }

        int[] fitting =
        [
            .. holders.Where(pair => pair.Value.Count >= 1.2 * wanted && pair.Value.Count <= Math.Max(MostCommon * samples.Count, 1.5 * wanted)
                && pair.Value.Count < 0.3 * samples.Count
                && source.Strings.GetString(source.Frames[pair.Key].Symbol) != "[unknown]").Select(pair => pair.Key).Order(),
        ];
        name = "";
        if (fitting.Length == 0)
        {
            return null;
        }

        int chosen = fitting[random.Next(fitting.Length)];
        name = source.Strings.GetString(source.Frames[chosen].Symbol);
        int[] donors = [.. holders[chosen]];
        _common = donors.Length;
        random.Shuffle(donors);
        return everything ? donors : donors[..wanted];
    }
}
