using System.Buffers;
using System.Text.Json;
using FlameScope.Export.Json;
using FlameScope.Export.Speedscope;
using FlameScope.Filters;

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
    /// <exception cref="ArgumentException">The filter names an event that the store does not have.</exception>
    /// <exception cref="InvalidOperationException">
    /// A range is given and the profile has no clock, or periods add up to more than 2^63 - 1.
    /// </exception>
    public void Export(ProfileSlice value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using SampleSelection selection = new(value.Store, value.Range, value.Filter ?? SampleFilter.Default, value.Weight);
        using SamplesByThread samples = new(value.Store, selection);
        using UsedFrames frames = new(value.Store, selection);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JsonCoverage.Encoder, SkipValidation = true });
        using SpeedscopeWriter writer = new(json, value, selection, samples, frames);
        writer.Write();
        json.Flush();
    }
}
