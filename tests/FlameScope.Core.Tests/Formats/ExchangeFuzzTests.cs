using FlameScope.Fuzz.Checks;
using FlameScope.Fuzz.Inputs;

namespace FlameScope.Core.Tests.Formats;

/// <summary>The long fuzzing of tests/FlameScope.Fuzz in small: texts of the exchange formats, damaged at random from a fixed seed.</summary>
public sealed class ExchangeFuzzTests
{
    [Theory]
    [InlineData("folded", 1)]
    [InlineData("bpftrace", 2)]
    [InlineData("speedscope", 3)]
    [InlineData("firefox", 4)]
    [InlineData("all", 5)]
    public void No_damaged_text_breaks_the_loader(string format, int seed)
    {
        Mutator mutator = new(seed, [.. ExchangeSeeds.Of(format)]);
        for (int i = 0; i < 500; i++)
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

    [Theory]
    [InlineData("folded")]
    [InlineData("bpftrace")]
    [InlineData("speedscope")]
    [InlineData("firefox")]
    public void The_undamaged_texts_hold_and_can_be_written_in_every_format(string format) =>
        Assert.All(ExchangeSeeds.Of(format), ExportCheck.Run);
}
