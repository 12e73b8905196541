namespace FlameScope.Export;

/// <summary>A file format that one kind of view can be written in.</summary>
/// <param name="Name">What people call it, such as <c>svg</c>; compared in any case.</param>
/// <param name="Extension">How names of its files end, with the first dot: <c>.svg</c>, <c>.speedscope.json</c>; compared in any case.</param>
public abstract record ExportFormat(string Name, string Extension)
{
    /// <summary>The media type of the output, such as <c>image/svg+xml</c>.</summary>
    public abstract string MediaType { get; }
}

/// <summary>A file format that views of one type can be written in.</summary>
/// <typeparam name="T">What is written, such as a <see cref="HeatMap"/> or a <see cref="FlameTree"/>.</typeparam>
/// <param name="Name">What people call it, such as <c>svg</c>; compared in any case.</param>
/// <param name="Extension">How names of its files end, with the first dot: <c>.svg</c>, <c>.speedscope.json</c>; compared in any case.</param>
/// <param name="Create">
/// Makes an exporter. It throws <see cref="ArgumentOutOfRangeException"/> where an option that it uses is out of range, and leaves others aside.
/// </param>
public sealed record ExportFormat<T>(string Name, string Extension, Func<ExportOptions, IProfileExporter<T>> Create) : ExportFormat(Name, Extension)
{
    /// <inheritdoc/>
    public override string MediaType => Create(ExportOptions.Default).MediaType;
}
