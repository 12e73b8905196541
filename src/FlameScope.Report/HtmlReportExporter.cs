using System.Buffers;
using FlameScope.Export;
using FlameScope.Report.Document;
using FlameScope.Report.Packing;

namespace FlameScope.Report;

/// <summary>
/// Writes a profile, and the explorer's page with it, into one HTML file: it opens from a disk, asks nobody for anything, and answers what
/// the server answers.
/// </summary>
/// <remarks>
/// <para>
/// The slice's ranges and conditions choose the samples. Of these, all events, idle CPUs and waiting threads are in the report, so that its
/// reader can filter them; where the slice's filter names an event, that one alone is.
/// </para>
/// <para>Equal slices and options give equal bytes.</para>
/// </remarks>
public sealed class HtmlReportExporter : IProfileExporter<ProfileSlice>
{
    private readonly HtmlReportOptions _options;

    /// <param name="options">How reports are written.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step of time is negative, or a limit is less than 1.</exception>
    public HtmlReportExporter(HtmlReportOptions? options = null)
    {
        _options = options ?? new HtmlReportOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.TimeStep, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxBytes, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxSamples, 1, nameof(options));
    }

    /// <inheritdoc/>
    public string MediaType => "text/html";

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The slice's filter names an event that the profile does not have.</exception>
    /// <exception cref="InvalidOperationException">The slice has ranges and the profile has no clock.</exception>
    /// <exception cref="ReportTooLargeException">The report would have more samples or bytes than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The slice was cancelled.</exception>
    public void Export(ProfileSlice value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        ReportContent content = ReportContent.Of(value, _options);
        ReportTooLargeException.ThrowIf(content.SampleCount > _options.MaxSamples, content.SampleCount, _options.MaxSamples, "samples");
        byte[] html = ReportDocument.Write(content, ReportPacker.Pack(content));
        ReportTooLargeException.ThrowIf(html.LongLength > _options.MaxBytes, html.LongLength, _options.MaxBytes, "bytes");
        output.Write(html);
    }
}
