using FlameScope.Fuzz.Checks;
using FlameScope.Fuzz.Inputs;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>
/// The long fuzzing of tests/FlameScope.Fuzz in small: the same checks on pieces of the bundled recordings, damaged at random
/// from a fixed seed, so that each run makes the same inputs.
/// </summary>
public sealed class MutationFuzzTests
{
    private static readonly Lazy<List<byte[]>> Corpus = new(() => SeedCorpus.Create(Path.Combine(AppContext.BaseDirectory, "Data", "corpus")));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_damaged_text_breaks_the_reader(int seed) =>
        Run(seed, 4_000, 0, static input => ReaderCheck.Run(input));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void No_damaged_input_breaks_the_loader(int seed) =>
        Run(seed, 1_200, LoaderCheck.Variants, static input => LoaderCheck.Run(input));

    [Theory]
    [InlineData(5)]
    public void Nothing_that_loads_breaks_an_exporter(int seed) =>
        Run(seed, 400, LoaderCheck.Variants, ExportCheck.Run);

    [Fact]
    public void The_undamaged_seeds_hold() => Assert.All(Corpus.Value, static seed =>
    {
        ReaderCheck.Run(seed);
        ExportCheck.Run(seed);
    });

    private static void Run(int seed, int executions, int variants, Action<byte[]> check)
    {
        Mutator mutator = new(seed, Corpus.Value);
        for (int i = 0; i < executions; i++)
        {
            byte[] input = mutator.Next(variants);
            try
            {
                check(input);
            }
            catch (Exception error)
            {
                throw new InvariantException($"seed {seed}, input {i}: {error.Message}\n{Convert.ToBase64String(input)}", error);
            }
        }
    }
}
