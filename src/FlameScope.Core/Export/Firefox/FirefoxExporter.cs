using System.Buffers;
using System.Text.Json;
using FlameScope.Export.Firefox;
using FlameScope.Export.Text;
using FlameScope.Charts;

namespace FlameScope.Export;

/// <summary>Writes a slice as a processed profile of the Firefox profiler (version 70), for <c>profiler.firefox.com</c>: a thread for each thread, with markers.</summary>
/// <remarks>
/// Times are exact. Where the profile has no clock, samples stand a millisecond apart in their order. Categories tell kernel, user and JIT code apart.
/// </remarks>
public sealed class FirefoxExporter : IProfileExporter<ProfileSlice>
{
    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The filter names an event that the profile does not have.</exception>
    /// <exception cref="InvalidOperationException">The slice has ranges and the profile has no clock.</exception>
    public void Export(ProfileSlice value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using TimelineSlice timeline = new(value);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JsonText.Encoder, SkipValidation = true });
        FirefoxStrings strings = new(timeline.Store);
        FirefoxMarkers markers = new(timeline.Store, timeline.Slice);
        FirefoxTables tables = new(timeline.Store, timeline.Selection, strings);
        new FirefoxWriter(json, timeline.Store, timeline.Selection, timeline.Samples, tables, markers, strings).Write();
        json.Flush();
    }
}
