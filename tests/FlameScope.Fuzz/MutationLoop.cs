using System.Diagnostics;
using System.Globalization;
using FlameScope.Fuzz.Inputs;

namespace FlameScope.Fuzz;

/// <summary>Runs a target on damaged seeds, in this process and without coverage to guide it; repeats exactly from its seed.</summary>
internal static class MutationLoop
{
    private const int MostFinds = 20;

    public static int Run(string target, double seconds, int seed, string recordings)
    {
        Action<byte[]> check = FuzzTargets.Named(target).Check;
        int variants = FuzzTargets.Named(target).Variants;
        Mutator mutator = new(seed, FuzzTargets.Named(target).Seeds(recordings));
        HashSet<string> finds = new(StringComparer.Ordinal);
        Stopwatch watch = Stopwatch.StartNew();
        double slowest = 0;
        long executions = 0;
        for (; watch.Elapsed.TotalSeconds < seconds; executions++)
        {
            byte[] input = mutator.Next(variants);
            double start = watch.Elapsed.TotalMilliseconds;
            try
            {
                check(input);
            }
#pragma warning disable CA1031 // Whatever is thrown is a find.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Note(finds, target, error, input);
            }

            slowest = Math.Max(slowest, watch.Elapsed.TotalMilliseconds - start);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"target {target}, seed {seed}: {executions} executions in {watch.Elapsed.TotalSeconds:F1} s, {finds.Count} distinct finds, slowest {slowest:F0} ms"));
        return finds.Count == 0 ? 0 : 1;
    }

    // One file for each place that throws.
    private static void Note(HashSet<string> finds, string target, Exception error, byte[] input)
    {
        string place = error.StackTrace?.Split('\n').FirstOrDefault(line => !line.Contains(nameof(Checks.InvariantException), StringComparison.Ordinal)) ?? "";
        if (finds.Count < MostFinds && finds.Add($"{error.GetType().Name} {place}"))
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"find-{target}-{finds.Count}.bin");
            File.WriteAllBytes(path, input);
            Console.WriteLine($"{path}: {error}");
        }
    }
}
