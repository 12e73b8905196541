using System.Buffers;
using System.Text.Json;
using FlameScope.Export.Speedscope;
using FlameScope.Charts;
using FlameScope.Export.Text;

namespace FlameScope.Export;

/// <summary>Writes a slice as speedscope's JSON, in the order of time: a profile a thread, for <c>speedscope.app</c> and whatever reads its files.</summary>
/// <remarks>
/// Where samples are counted and the profile has a clock, all profiles lie on one axis of nanoseconds: a sample lasts until the next one of
/// its thread, but no longer than the usual time between two samples; the rest is empty. Otherwise a sample weighs its weight, and only
/// the order is kept.
/// </remarks>
public sealed class SpeedscopeExporter : IProfileExporter<ProfileSlice>
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
        using UsedFrames frames = new(timeline.Store, timeline.Selection);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JsonText.Encoder, SkipValidation = true });
        using SpeedscopeWriter writer = new(json, timeline.Store, timeline.Selection, timeline.Samples, frames);
        writer.Write();
        json.Flush();
    }
}
