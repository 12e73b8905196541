using System.Collections;
using System.Diagnostics.CodeAnalysis;
using FlameScope.Filters;

namespace FlameScope.Export;

/// <summary>
/// The formats that views are written in: what command, HTTP API and page offer. Immutable: packages add theirs to
/// <see cref="Default"/> and hand the result on.
/// </summary>
/// <remarks>One name may stand for a format of several views; what a view has is told by its type.</remarks>
[SuppressMessage("Naming", "CA1710", Justification = "A registry is named by what it holds.")]
public sealed class ExportFormats : IReadOnlyCollection<ExportFormat>
{
    private readonly ExportFormat[] _formats;

    private ExportFormats(ExportFormat[] formats) => _formats = formats;

    /// <summary>A registry without formats.</summary>
    public static ExportFormats Empty { get; } = new([]);

    /// <summary>The library's own formats.</summary>
    public static ExportFormats Default { get; } = new(
    [
        new ExportFormat<HeatMap>("svg", ".svg", options => new SvgHeatMapExporter(new SvgHeatMapOptions
        {
            Title = options.Title,
            Width = options.Width,
            Theme = options.Theme,
        })),
        new ExportFormat<HeatMap>("json", ".json", _ => new JsonHeatMapExporter()),
        new ExportFormat<HeatMap>("csv", ".csv", _ => new CsvHeatMapExporter()),
        new ExportFormat<FlameTree>("svg", ".svg", options => new SvgFlameGraphExporter(GraphOf(options))),
        new ExportFormat<FlameTree>("json", ".json", _ => new JsonFlameTreeExporter()),
        new ExportFormat<FlameTree>("folded", ".folded", _ => new FoldedExporter()),
        new ExportFormat<FlameDiff>("svg", ".svg", options => new SvgFlameDiffExporter(new SvgFlameDiffOptions
        {
            Graph = GraphOf(options),
            Width = options.DiffWidth,
        })),
        new ExportFormat<FlameDiff>("json", ".json", _ => new JsonFlameDiffExporter()),
        new ExportFormat<FlameDiff>("folded", ".folded", _ => new FoldedDiffExporter()),
        new ExportFormat<FlameDiff>("csv", ".csv", _ => new CsvFrameDiffExporter()),
        new ExportFormat<TopTable>("json", ".json", _ => new JsonTopTableExporter()),
        new ExportFormat<TopTable>("csv", ".csv", _ => new CsvTopTableExporter()),
        new ExportFormat<StackChart>("svg", ".svg", options => new SvgStackChartExporter(ChartOf(options))),
        new ExportFormat<StackChart>("json", ".json", _ => new JsonStackChartExporter()),
        new ExportFormat<ProfileSlice>("speedscope", ".speedscope.json", _ => new SpeedscopeExporter()),
        new ExportFormat<ProfileSlice>("firefox", ".firefox.json", _ => new FirefoxExporter()),
        new ExportFormat<ProfileSlice>("cpuprofile", ".cpuprofile", _ => new CpuProfileExporter()),
    ]);

    /// <summary>Number of formats, over all views.</summary>
    public int Count => _formats.Length;

    /// <summary>These formats and one more, after them.</summary>
    /// <typeparam name="T">The type of the views that it writes.</typeparam>
    /// <param name="format">The format. It takes the place of that view's format with the same name, in any case.</param>
    /// <exception cref="ArgumentNullException"><paramref name="format"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">Its name is empty, or its extension does not begin with a dot or has nothing after it.</exception>
    public ExportFormats Add<T>(ExportFormat<T> format)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (string.IsNullOrEmpty(format.Name) || format.Extension is not ['.', _, ..])
        {
            throw new ArgumentException("A format has a name, and an extension that begins with a dot.", nameof(format));
        }

        return new ExportFormats([.. _formats.Where(known => known is not ExportFormat<T> || !IsNamed(known, format.Name)), format]);
    }

    /// <summary>The formats of one type of view, in the order in which they were added.</summary>
    /// <typeparam name="T">The type of view.</typeparam>
    public IReadOnlyList<ExportFormat<T>> Of<T>() => [.. _formats.OfType<ExportFormat<T>>()];

    /// <summary>A view's format by its name.</summary>
    /// <typeparam name="T">The type of view.</typeparam>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The format; <see langword="null"/> where the view has none of that name.</returns>
    public ExportFormat<T>? Find<T>(string? name) => _formats.OfType<ExportFormat<T>>().FirstOrDefault(format => IsNamed(format, name));

    /// <summary>A view's format by the name of a file: the one with the longest extension that the name ends with.</summary>
    /// <typeparam name="T">The type of view.</typeparam>
    /// <param name="fileName">The file's name or path.</param>
    /// <returns>The format; <see langword="null"/> where the name ends with none of the view's extensions.</returns>
    /// <remarks>
    /// An extension that belongs to another view alone counts: <c>x.speedscope.json</c> is no JSON of a heat map, so a heat map has no format for it.
    /// </remarks>
    public ExportFormat<T>? FindByFileName<T>(string? fileName)
    {
        string? extension = _formats.Select(format => format.Extension)
            .Where(end => fileName?.EndsWith(end, StringComparison.OrdinalIgnoreCase) == true)
            .MaxBy(end => end.Length);
        return extension is null
            ? null
            : _formats.OfType<ExportFormat<T>>().FirstOrDefault(format => format.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public IEnumerator<ExportFormat> GetEnumerator() => ((IEnumerable<ExportFormat>)_formats).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsNamed(ExportFormat format, string? name) => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase);

    private static SvgStackChartOptions ChartOf(ExportOptions options)
    {
        SvgStackChartOptions chart = new() { Title = options.Title, Theme = options.Theme };
        return options.Width is int width ? chart with { Width = width } : chart;
    }

    private static SvgFlameGraphOptions GraphOf(ExportOptions options)
    {
        SvgFlameGraphOptions graph = new() { Title = options.Title, Theme = options.Theme, IsIcicle = options.IsIcicle };
        return options.Width is int width ? graph with { Width = width } : graph;
    }
}
