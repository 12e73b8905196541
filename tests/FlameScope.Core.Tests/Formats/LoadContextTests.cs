using FlameScope.Formats;

namespace FlameScope.Core.Tests.Formats;

public sealed class LoadContextTests
{
    [Fact]
    public void A_strict_load_throws_at_the_first_unparsed_place()
    {
        LoadContext context = new(isStrict: true);
        LoadDiagnostic diagnostic = new(3, 17, "???", "an event line");
        ProfileFormatException error = Assert.Throws<ProfileFormatException>(() => context.AddUnparsed(diagnostic));
        Assert.Same(diagnostic, error.Diagnostic);
        Assert.Equal("line 3, byte 17: expected an event line, found \"???\"", error.Message);
    }

    [Fact]
    public void Only_the_first_20_diagnostics_are_kept_and_all_are_counted()
    {
        LoadContext context = new();
        for (int i = 1; i <= 25; i++)
        {
            context.AddUnparsed(new LoadDiagnostic(i, 0, "", ""));
        }

        LoadReport report = context.ToReport();
        Assert.Equal(25, report.Unparsed);
        Assert.Equal(25, report.Events);
        Assert.Equal(Enumerable.Range(1, 20), report.Diagnostics.Select(diagnostic => (int)diagnostic.LineNumber));
    }
}
