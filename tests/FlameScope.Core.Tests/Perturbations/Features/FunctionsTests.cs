using System.Text;
using FlameScope.Perturbations.Features;

namespace FlameScope.Core.Tests.Perturbations.Features;

public sealed class FunctionsTests
{
    [Theory]
    [InlineData("void [app] P::Run(int64)[OptimizedTier1]", "void [app] P::Run(int64)")]
    [InlineData("JS:*render app.js:3", "render app.js:3")]
    [InlineData("operator[](unsigned long)", "operator[](unsigned long)")]
    [InlineData("JS:x", "JS:x")]
    public void How_a_function_was_compiled_is_no_part_of_its_name(string symbol, string function)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(symbol);
        (int start, int end) = Functions.NameOf(bytes);
        Assert.Equal(function, Encoding.UTF8.GetString(bytes[start..end]));
    }
}
