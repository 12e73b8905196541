using FlameScope.Statistics;

namespace FlameScope.Core.Tests.Statistics;

public sealed class FalseDiscoveryRateTests
{
    [Fact]
    public void Chances_are_adjusted_for_their_number_as_Benjamini_and_Hochberg_do() =>
        Assert.Equal([0.04, 0.05, 0.06, 0.2], FalseDiscoveryRate.Adjust([0.01, 0.025, 0.045, 0.2]).Select(chance => Math.Round(chance, 10)));
}
