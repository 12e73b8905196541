using FlameScope.Fuzz.Checks;
using FlameScope.Fuzz.Inputs;

namespace FlameScope.Core.Tests.Formats.Json;

/// <summary>The long fuzzing of the formats in JSON in small, from fixed seeds.</summary>
public class JsonMutationFuzzTests
{
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void No_damaged_cpu_profile_breaks_the_loader(int seed) => Run(seed, JsonSeeds.CpuProfiles());

    [Theory]
    [InlineData(23)]
    [InlineData(24)]
    public void No_damaged_trace_breaks_the_loader(int seed) => Run(seed, JsonSeeds.TraceEvents());

    private static void Run(int seed, List<byte[]> seeds)
    {
        Mutator mutator = new(seed, seeds);
        for (int i = 0; i < 1500; i++)
        {
            byte[] input = mutator.Next(LoaderCheck.Variants);
            try
            {
                LoaderCheck.Run(input);
            }
            catch (Exception error)
            {
                throw new InvariantException($"seed {seed}, input {i}: {error.Message}\n{Convert.ToBase64String(input)}", error);
            }
        }
    }
}
