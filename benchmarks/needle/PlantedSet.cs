using System.Text.Json;

namespace FlameScope.Needle;

/// <summary>(b) Perturbations of known kind, strength and length in real samples.</summary>
internal static class PlantedSet
{
    private static readonly int[] Strengths = [10, 20, 40, 80];
    private static readonly long[] Durations = [20_000_000, 60_000_000, 200_000_000, 600_000_000, 2_000_000_000];

    public static void Run(IReadOnlyList<(string Label, SampleStore Store, TimeRange[] Known)> sources, int seed, int rounds, TextWriter output)
    {
        Dictionary<string, Score> scores = [];
        List<string> notes = [];
        foreach ((string label, SampleStore store, TimeRange[] known) in sources)
        {
            Remix remix = new(store);
            for (int round = 0; round < rounds; round++)
            {
                foreach (PlantKind kind in Enum.GetValues<PlantKind>())
                {
                    foreach (int strength in Strengths)
                    {
                        long duration = Durations[(round + Array.IndexOf(Strengths, strength)) % Durations.Length];
                        Random random = new(HashCodeOf(seed, round, (int)kind, strength, label));
                        List<(long Time, int Sample)> samples = Background.Shuffled(remix, 60_000_000_000, known, random);
                        double rate = samples.Count / 60.0;
                        if (kind is not PlantKind.Shift && (strength > 2 * rate * duration / 1e9 || strength < 0.02 * rate * duration / 1e9))
                        {
                            continue;
                        }

                        Planting planting = new(store, samples, random);
                        if (planting.Plant(kind, strength, duration) is not Truth truth)
                        {
                            continue;
                        }

                        SampleStore planted = remix.Build(samples);

                        // Faint: the window holds a quarter as many samples of that function anyway.
                        string group = $"{kind}, {strength} samples{(planting.Usual > strength / 4.0 ? ", faint" : "")}";
                        if (!scores.TryGetValue(group, out Score? score))
                        {
                            scores.Add(group, score = new Score());
                        }

                        score.Add($"{group}, {label} #{round}, {duration / 1_000_000} ms", [truth], PerturbationFinder.Find(planted), 1e9 / HertzOf(label), 1);
                    }
                }
            }
        }

        foreach ((string group, Score score) in scores.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            output.Write(score.Row(group) + "\n");
            notes.AddRange(score.Notes);
        }

        foreach (string note in notes)
        {
            output.Write($"  - {note}\n");
        }
    }

    public static double HertzOf(string label)
    {
        string[] parts = label.Split('-');
        return parts.Length > 2 && double.TryParse(parts[^2], out double hertz) ? hertz : 999;
    }

    private static int HashCodeOf(int seed, int round, int kind, int strength, string label)
    {
        int hash = seed;
        foreach (char letter in label)
        {
            hash = (hash * 31) + letter;
        }

        return (((((hash * 31) + round) * 31) + kind) * 31) + strength;
    }
}
