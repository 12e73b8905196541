using System.Buffers;
using System.Text.Json;
using FlameScope.Export.Firefox;
using FlameScope.Export.Text;
using FlameScope.Export.Threads;
using FlameScope.Filters;

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
        SampleStore store = value.Profile.ToStore();
        ProfileSlice slice = value.In(store);
        using SampleSelection selection = new(slice);
        using SamplesByThread samples = new(store, selection);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JsonText.Encoder, SkipValidation = true });
        FirefoxStrings strings = new(store);
        FirefoxMarkers markers = new(store, slice);
        FirefoxTables tables = new(store, selection, strings);
        new FirefoxWriter(json, store, selection, samples, tables, markers, strings).Write();
        json.Flush();
    }
}
