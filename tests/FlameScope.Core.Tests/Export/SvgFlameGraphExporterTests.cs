using System.Xml;
using FlameScope.Export;
using FlameScope.Formats;
using FlameScope.Export.Text;

namespace FlameScope.Core.Tests.Export;

public sealed class SvgFlameGraphExporterTests
{
    private static readonly SvgFlameGraphExporter Interactive = new();
    private static readonly SvgFlameGraphExporter Static = new(new SvgFlameGraphOptions { IsInteractive = false });

    [Fact]
    public void A_static_drawing_is_written_as_its_golden_file() =>
        GoldenFiles.AssertEqual("service.flames.static.svg", Static.ExportToString(FlameTree.Create(ExampleProfiles.Service())));

    [Fact]
    public void An_interactive_drawing_is_written_as_its_golden_file() =>
        GoldenFiles.AssertEqual("service.flames.svg", Interactive.ExportToString(FlameTree.Create(ExampleProfiles.Service())));

    [Fact]
    public void A_static_drawing_has_no_script_and_nothing_that_only_a_script_needs()
    {
        XmlDocument svg = XmlText.Parse(Static.ExportToString(FlameTree.Create(ExampleProfiles.Service())));
        Assert.Empty(XmlText.Elements(svg, "script"));
        Assert.Empty(svg.SelectNodes("//@data-v")!);
        Assert.Empty(svg.SelectNodes("//@*[starts-with(name(),'on')]")!);
        Assert.Equal("img", svg.DocumentElement!.GetAttribute("role"));
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere()
    {
        string text = Interactive.ExportToString(FlameTree.Create(ExampleProfiles.Service()));
        Assert.DoesNotContain("href", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("fetch(", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Control_characters_and_markup_cannot_break_the_svg()
    {
        foreach (SvgFlameGraphExporter exporter in (SvgFlameGraphExporter[])[Interactive, Static])
        {
            XmlDocument svg = XmlText.Parse(exporter.ExportToString(FlameTree.Create(ExampleProfiles.Evil())));
            Assert.Equal((ExampleProfiles.EvilNames.Length * 3) + 1, XmlText.Elements(svg, "g", "f").Count);
            Assert.Equal(exporter == Interactive ? 1 : 0, XmlText.Elements(svg, "script").Count);
            Assert.Contains(XmlText.Elements(svg, "title"), title => title.InnerText.StartsWith("<script>alert(1)</script>\n", StringComparison.Ordinal));
            Assert.Contains(XmlText.Elements(svg, "title"), title => title.InnerText.StartsWith("nul␀escape␛[31m\n", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Titles_of_the_caller_cannot_break_the_svg()
    {
        SvgFlameGraphExporter exporter = new(new SvgFlameGraphOptions { Title = "<b>\0\u001b]]>\ud800&" });
        XmlDocument svg = XmlText.Parse(exporter.ExportToString(FlameTree.Create(ExampleProfiles.Service())));
        Assert.Equal("<b>␀␛]]>\ufffd&", XmlText.Elements(svg, "title")[0].InnerText);
    }

    [Fact]
    public void Every_details_text_has_three_lines_for_the_script()
    {
        XmlDocument svg = XmlText.Parse(Interactive.ExportToString(FlameTree.Create(ExampleProfiles.Evil())));
        Assert.All(XmlText.Elements(svg, "title").Skip(1), title => Assert.Equal(3, title.InnerText.Split('\n').Length));
    }

    [Fact]
    public void Boxes_lie_inside_the_drawing_and_children_inside_their_parents()
    {
        FlameTree tree = FlameTree.Create(ExampleProfiles.Service());
        XmlDocument svg = XmlText.Parse(Static.ExportToString(tree));
        List<(double Left, double Right)> boxes = [.. XmlText.Elements(svg, "g", "f").Select(frame => BoxOf((XmlElement)frame["rect"]!))];
        Assert.Equal(tree.Count, boxes.Count);
        Assert.Equal((12, 1187.5), boxes[0]);
        for (int node = 1; node < tree.Count; node++)
        {
            (double left, double right) = boxes[tree.Parents[node]];
            Assert.True(boxes[node].Left >= left && boxes[node].Right <= right + 0.01);
        }
    }

    [Fact]
    public void Flames_stand_on_the_root_and_icicles_hang_from_it()
    {
        FlameTree tree = FlameTree.Create(ExampleProfiles.Service());
        double[] flames = Heights(new SvgFlameGraphOptions());
        double[] icicles = Heights(new SvgFlameGraphOptions { IsIcicle = true });
        Assert.Equal(flames.Max(), flames[0]);
        Assert.Equal(icicles.Min(), icicles[0]);

        double[] Heights(SvgFlameGraphOptions options) =>
            [.. XmlText.Elements(XmlText.Parse(new SvgFlameGraphExporter(options).ExportToString(tree)), "g", "f")
                .Select(frame => XmlConvert.ToDouble(frame["rect"]!.GetAttribute("y")))];
    }

    [Fact]
    public void Frames_that_are_too_narrow_are_left_out_and_counted()
    {
        FlameTree tree = FlameTree.Create(ExampleProfiles.Wide(500));
        XmlDocument svg = XmlText.Parse(new SvgFlameGraphExporter(new SvgFlameGraphOptions { MinFrameWidth = 3 }).ExportToString(tree));
        Assert.Equal(2, XmlText.Elements(svg, "g", "f").Count);
        Assert.Contains(XmlText.Elements(svg, "text", "note"), note => note.InnerText.Contains("500 frames too narrow to draw", StringComparison.Ordinal));
        XmlDocument complete = XmlText.Parse(new SvgFlameGraphExporter(new SvgFlameGraphOptions { MinFrameWidth = 0 }).ExportToString(tree));
        Assert.Equal(502, XmlText.Elements(complete, "g", "f").Count);
    }

    [Fact]
    public void The_notes_account_for_what_is_not_seen()
    {
        XmlDocument svg = XmlText.Parse(Static.ExportToString(FlameTree.Create(ExampleProfiles.Service())));
        Assert.Equal(
            "67 samples · cycles:ppp · 1 idle left out · 1 of other events left out · 1 without a stack · 1 unparsed · 4 lost by the profiler",
            XmlText.Elements(svg, "text", "note")[0].InnerText);
    }

    [Fact]
    public void The_notes_count_samples_of_waiting_threads()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "app", "main");
        builder.Add(1, "app", "main;park", activity: SampleActivity.Waiting);
        XmlDocument svg = XmlText.Parse(Static.ExportToString(FlameTree.Create(builder.Build())));
        Assert.Equal("1 sample · cycles · 1 waiting left out", XmlText.Elements(svg, "text", "note")[0].InnerText);
    }

    [Fact]
    public void The_notes_of_a_slice_have_the_seconds_of_the_heat_map_and_of_the_clock()
    {
        FlameTree tree = FlameTree.Create(ExampleProfiles.Service().Slice(new TimeRange(8_000_000_000, 8_500_000_000)));
        Assert.Contains(
            "1.000–1.500 s (clock 8.000–8.500 s)",
            XmlText.Elements(XmlText.Parse(Static.ExportToString(tree)), "text", "note")[0].InnerText,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_have_their_unit_instead_of_samples()
    {
        FlameTree tree = FlameTree.Create(ExampleProfiles.Clock().WeighedBy(SampleWeight.Value));
        XmlDocument svg = XmlText.Parse(Interactive.ExportToString(tree));
        Assert.Equal("app\ncommand, process or thread\n30.6 ms (100.00 %), 0 ns self", XmlText.Elements(svg, "g", "f")[1]["title"]!.InnerText);
        Assert.Equal("ns|ns", XmlText.Elements(svg, "script")[0].GetAttribute("data-unit"));
    }

    [Fact]
    public void The_legend_names_the_kinds_that_occur_and_no_others()
    {
        XmlDocument svg = XmlText.Parse(Static.ExportToString(FlameTree.Create(ExampleProfiles.Deep(3))));
        Assert.Equal(["user", "command, process or thread"], XmlText.Elements(svg, "text", "note").Skip(1).Select(text => text.InnerText));
    }

    [Fact]
    public void An_empty_tree_is_a_root_without_samples()
    {
        FlameTree tree = FlameTree.Create(ExampleProfiles.Service().Slice(new TimeRange(0, 0)));
        XmlElement frame = Assert.Single(XmlText.Elements(XmlText.Parse(Interactive.ExportToString(tree)), "g", "f"));
        Assert.Equal("root\neverything shown\n0 samples (0.00 %), 0 self", frame["title"]!.InnerText);
    }

    [Fact]
    public void A_stack_of_20000_frames_is_drawn()
    {
        XmlDocument svg = XmlText.Parse(Interactive.ExportToString(FlameTree.Create(ExampleProfiles.Deep(20_000))));
        Assert.Equal(20_002, XmlText.Elements(svg, "g", "f").Count);
    }

    [Theory]
    [InlineData(SvgTheme.Automatic, true)]
    [InlineData(SvgTheme.Light, false)]
    [InlineData(SvgTheme.Dark, false)]
    public void A_chosen_theme_ignores_what_the_reader_prefers(SvgTheme theme, bool asks)
    {
        string text = new SvgFlameGraphExporter(new SvgFlameGraphOptions { Theme = theme }).ExportToString(FlameTree.Create(ExampleProfiles.Service()));
        Assert.Equal(asks, text.Contains("prefers-color-scheme", StringComparison.Ordinal));
        Assert.Equal(theme != SvgTheme.Light, text.Contains("#0f1115", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SvgFlameGraphExporter(new SvgFlameGraphOptions { Width = 10 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SvgFlameGraphExporter(new SvgFlameGraphOptions { MinFrameWidth = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SvgFlameGraphExporter(new SvgFlameGraphOptions { MinFrameWidth = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SvgFlameGraphExporter(new SvgFlameGraphOptions { Theme = (SvgTheme)9 }));
    }

    private static (double Left, double Right) BoxOf(XmlElement box)
    {
        double left = XmlConvert.ToDouble(box.GetAttribute("x"));
        return (left, left + XmlConvert.ToDouble(box.GetAttribute("width")));
    }
}
