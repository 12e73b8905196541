namespace FlameScope.Benchmarks.Pairs;

/// <summary>Measures all selected cases of two commits, pair by pair.</summary>
internal sealed class Run(Commit old, Commit @new, Options options, TextWriter progress)
{
    // Short and many: other work on the machine disturbs some slices of both commits, and the best are without.
    private const int Slices = 12;
    private const int SliceMilliseconds = 12;

    // A run of the command is a slice.
    private const int CommandRuns = 6;

    // All cases are warmed up before the first is measured: meanwhile the runtime compiles what is hot, beside them.
    private static readonly int[] WarmUpMilliseconds = [250, 150];

    /// <summary>The warm cases that both commits have, as selected.</summary>
    public IReadOnlyList<string> Cases { get; } = [.. @new.Cases.Intersect(old.Cases).Where(options.Selects)];

    /// <summary>The names that a pattern may stand for.</summary>
    public IEnumerable<string> AllCases => @new.Cases.Intersect(old.Cases).Concat(Commands.All.Keys);

    /// <summary>The selected cases that only one commit has, and which cannot be compared.</summary>
    public IReadOnlyList<string> Unpaired { get; } =
        [.. @new.Cases.Union(old.Cases).Except(@new.Cases.Intersect(old.Cases)).Where(options.Selects)];

    /// <summary>The selected whole runs of the command.</summary>
    public IReadOnlyList<string> CommandCases { get; } = [.. Commands.All.Keys.Where(options.Selects)];

    /// <summary>Measures everything.</summary>
    /// <param name="inputs">The recordings by name.</param>
    public IReadOnlyList<Comparison> Measure(IReadOnlyDictionary<string, string> inputs)
    {
        Dictionary<(string, string), Comparison> comparisons = inputs.Keys
            .SelectMany(input => Cases.Concat(CommandCases).Select(name => new Comparison(name, input)))
            .ToDictionary(comparison => (comparison.Case, comparison.Input));
        for (int pair = 0; pair < options.Pairs; pair++)
        {
            progress.WriteLine($"pair {pair + 1} of {options.Pairs}");
            foreach ((string input, string file) in inputs)
            {
                foreach ((string name, PairOfTimes times) in MeasureOnce(file, startsWithNew: pair % 2 == 1))
                {
                    comparisons[(name, input)].Add(times);
                }
            }
        }

        return [.. comparisons.Values];
    }

    private IEnumerable<(string Case, PairOfTimes Times)> MeasureOnce(string file, bool startsWithNew)
    {
        if (Cases.Count > 0)
        {
            using MeasuringProcess oldProcess = new(old.Program, file);
            using MeasuringProcess newProcess = new(@new.Program, file);
            Parallel.Invoke(() => WarmUp(oldProcess), () => WarmUp(newProcess));
            foreach (string name in Cases)
            {
                yield return (name, PairOfTimes.Measure(Slices, startsWithNew,
                    () => oldProcess.Measure(name, SliceMilliseconds), () => newProcess.Measure(name, SliceMilliseconds)));
            }
        }

        foreach (string name in CommandCases)
        {
            string[] arguments = [.. Commands.All[name], file];
            yield return (name, PairOfTimes.Measure(CommandRuns, startsWithNew,
                () => Commands.Measure(old.Tool, arguments), () => Commands.Measure(@new.Tool, arguments)));
        }
    }

    private void WarmUp(MeasuringProcess process)
    {
        foreach (int milliseconds in WarmUpMilliseconds)
        {
            foreach (string name in Cases)
            {
                process.Measure(name, milliseconds);
            }
        }
    }
}
