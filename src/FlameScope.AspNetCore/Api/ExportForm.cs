using FlameScope.Export;

namespace FlameScope.AspNetCore.Api;

/// <summary>How one kind of view becomes a file, found in the registry of formats before the view is made.</summary>
/// <param name="Exporter">Writes it.</param>
/// <param name="Extension">What the file's name ends with, with the point.</param>
internal sealed record ExportForm<T>(IProfileExporter<T> Exporter, string Extension)
{
    /// <param name="view">What a file's name calls the view; <see langword="null"/> where the format's extension is enough.</param>
    /// <param name="file">The request.</param>
    /// <param name="others">Names of formats that other forms of the view have.</param>
    /// <param name="profile">The profile's name, for formats that tell it.</param>
    /// <exception cref="ApiException">The view has no such format, or an option makes no sense.</exception>
    public static ExportForm<T> Of(string? view, ExportQuery file, IEnumerable<ExportFormat>? others = null, string? profile = null)
    {
        ExportOptions options = file.ToOptions() with { ProfileName = profile };
        if (KnownExports.All.Find<T>(file.Format) is not ExportFormat<T> format)
        {
            IEnumerable<string> known = KnownExports.All.Of<T>().Concat(others ?? []).Select(any => any.Name);
            throw ApiException.BadParameter("format", string.Join(" or ", known), file.Format);
        }

        // Folded stacks are of no view in particular, and files of them named so since there are any.
        bool isPlain = view is null || (format.Extension == ".folded" && typeof(T) == typeof(FlameTree));
        return new ExportForm<T>(format.Create(options), isPlain ? format.Extension : $".{view}{format.Extension}");
    }

    /// <summary>A view as a file named after its profile.</summary>
    public ExportResult ResultOf(T view, string profile) => new(
        output => Exporter.Export(view, output), Exporter.MediaType, profile[(profile.LastIndexOf('/') + 1)..] + Extension);
}
