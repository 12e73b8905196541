using System.Xml;
using FlameScope.Export;
using FlameScope.Export.Svg;
using FlameScope.Export.Text;

namespace FlameScope.Core.Tests.Export;

public sealed class SvgFlameDiffExporterTests
{
    private static readonly SvgFlameDiffOptions OfBoth = new() { Width = FlameDiffWidth.Both };

    [Fact]
    public void A_difference_is_drawn_as_its_golden_file() =>
        GoldenFiles.AssertEqual("change.flamediff.svg", new SvgFlameDiffExporter(OfBoth).ExportToString(ExampleProfiles.Change()));

    [Fact]
    public void More_is_red_less_is_blue_and_noise_is_grey()
    {
        XmlDocument svg = Draw(ExampleProfiles.Change(), OfBoth);
        Assert.Equal($"m{DiffPalette.Steps}", ClassOf(svg, "retry"));
        Assert.StartsWith("l", ClassOf(svg, "old"), StringComparison.Ordinal);
        Assert.Equal("s0", ClassOf(svg, "same"));
        Assert.Equal("s0", ClassOf(svg, "rare"));
        Assert.Equal("s0", ClassOf(svg, "root"));
    }

    [Fact]
    public void Frames_of_one_side_alone_are_hatched()
    {
        XmlDocument svg = Draw(ExampleProfiles.Change(), OfBoth);
        Assert.Equal("new", HatchOf(svg, "retry"));
        Assert.Equal("removed", HatchOf(svg, "old"));
        Assert.Equal("removed", HatchOf(svg, "rare"));
        Assert.Null(HatchOf(svg, "parse"));
        Assert.Equal(["flamescope-new", "flamescope-removed"], XmlText.Elements(svg, "pattern").Select(pattern => pattern.GetAttribute("id")));
    }

    [Theory]
    [InlineData(FlameDiffWidth.Examined, "app main parse retry root same", "widths of the examined side · 2 frames only in the baseline not seen")]
    [InlineData(FlameDiffWidth.Baseline, "app main old parse rare root same", "widths of the baseline · 1 frame only in the examined side not seen")]
    [InlineData(FlameDiffWidth.Both, "app main old parse rare retry root same", "widths of both sides together")]
    public void Widths_are_those_of_the_chosen_side_and_what_is_not_seen_is_said(FlameDiffWidth width, string names, string note)
    {
        XmlDocument svg = Draw(ExampleProfiles.Change(), new SvgFlameDiffOptions { Width = width });
        Assert.Equal(names.Split(' '), XmlText.Elements(svg, "g", "f").Select(NameOf).Order(StringComparer.Ordinal));
        Assert.Contains(XmlText.Elements(svg, "text", "note"), text => text.InnerText == note);
    }

    [Theory]
    [InlineData(FlameDiffMode.Share, "+65.00 pp, new, p < 0.0001")]
    [InlineData(FlameDiffMode.Raw, "+130 samples, new, p < 0.0001")]
    public void Details_say_both_sides_and_the_difference(FlameDiffMode mode, string difference)
    {
        XmlDocument svg = Draw(ExampleProfiles.Change(new FlameDiffOptions { Mode = mode }), OfBoth);
        Assert.Equal(
            "retry\nuser · app\nbaseline 0 samples (0.00 %), examined 130 samples (65.00 %), " + difference,
            FrameOf(svg, "retry")["title"]!.InnerText);
    }

    [Fact]
    public void The_notes_account_for_both_sides()
    {
        string[] notes = [.. XmlText.Elements(Draw(ExampleProfiles.Change(), OfBoth), "text", "note").Select(note => note.InnerText)];
        Assert.Equal("baseline · 200 samples · cycles", notes[0]);
        Assert.Equal("examined · 200 samples · cycles", notes[1]);
    }

    [Fact]
    public void A_difference_of_nothing_is_all_grey()
    {
        FlameTree tree = FlameTree.Create(ExampleProfiles.Service());
        XmlDocument svg = Draw(FlameDiff.Create(tree, tree), new SvgFlameDiffOptions());
        Assert.All(XmlText.Elements(svg, "g", "f"), frame => Assert.Equal("s0", frame["rect"]!.GetAttribute("class")));
    }

    [Fact]
    public void Evil_names_cannot_break_the_svg()
    {
        XmlDocument svg = Draw(ExampleProfiles.EvilChange(), OfBoth);
        Assert.Single(XmlText.Elements(svg, "script"));
        Assert.All(XmlText.Elements(svg, "g", "f"), frame => Assert.Equal(3, frame["title"]!.InnerText.Split('\n').Length));
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere()
    {
        string text = new SvgFlameDiffExporter(OfBoth).ExportToString(ExampleProfiles.Change());
        Assert.DoesNotContain("href", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(4, text.Split("url(").Length - 1);
        Assert.Equal(4, text.Split("url(#flamescope-").Length - 1);
    }

    [Fact]
    public void Text_on_every_colour_has_a_contrast_of_at_least_four_and_a_half()
    {
        foreach (bool isDark in (bool[])[false, true])
        {
            for (int step = -DiffPalette.Steps; step <= DiffPalette.Steps; step++)
            {
                Rgb color = DiffPalette.ColorOf(step, isDark);
                Assert.True(Rgb.Contrast(DiffPalette.TextOn(color), color) >= 4.5, $"{step}, dark {isDark}");
            }

            Assert.Equal("#dc3220", DiffPalette.ColorOf(DiffPalette.Steps, isDark).ToString());
            Assert.Equal("#1a85ff", DiffPalette.ColorOf(-DiffPalette.Steps, isDark).ToString());
        }
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SvgFlameDiffExporter(new SvgFlameDiffOptions { Width = (FlameDiffWidth)3 }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new SvgFlameDiffExporter(new SvgFlameDiffOptions { Graph = new SvgFlameGraphOptions { Width = 1 } }));
    }

    private static XmlDocument Draw(FlameDiff diff, SvgFlameDiffOptions options) =>
        XmlText.Parse(new SvgFlameDiffExporter(options).ExportToString(diff));

    private static string NameOf(XmlElement frame) => frame["title"]!.InnerText.Split('\n')[0];

    private static XmlElement FrameOf(XmlDocument svg, string name) =>
        XmlText.Elements(svg, "g", "f").Single(frame => NameOf(frame) == name);

    private static string ClassOf(XmlDocument svg, string name) => FrameOf(svg, name)["rect"]!.GetAttribute("class");

    private static string? HatchOf(XmlDocument svg, string name) =>
        FrameOf(svg, name).ChildNodes.OfType<XmlElement>().Where(element => element.Name == "rect").Skip(1).SingleOrDefault()?.GetAttribute("class");
}
