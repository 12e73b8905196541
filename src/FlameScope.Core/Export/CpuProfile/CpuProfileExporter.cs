using System.Buffers;
using System.Text.Json;
using FlameScope.Export.CpuProfile;
using FlameScope.Export.Text;
using FlameScope.Charts;

namespace FlameScope.Export;

/// <summary>Writes a slice as a CPU profile of V8 (<c>.cpuprofile</c>), for the developer tools of Chrome and for VS Code.</summary>
/// <remarks>
/// The format has one thread: where the slice has more, each has a frame of its own under the root, and their samples stand in the order of time.
/// A sample lasts until the next one, but no longer than the usual time between two samples of a thread; the rest is <c>(idle)</c>.
/// Times are microseconds. Where samples are weighed by their values, or there is no clock, a sample lasts as many as its value.
/// </remarks>
public sealed class CpuProfileExporter : IProfileExporter<ProfileSlice>
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
        new CpuProfileWriter(json, timeline.Store, timeline.Selection, timeline.Samples).Write();
        json.Flush();
    }
}
