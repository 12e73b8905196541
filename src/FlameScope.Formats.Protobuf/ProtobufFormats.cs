using FlameScope.Export;
using FlameScope.Formats;

namespace FlameScope;

/// <summary>Adds the formats that are protobuf: pprof, OpenTelemetry profiles and nflxprofile; pprof for output as well.</summary>
public static class ProtobufFormats
{
    /// <summary>These formats and those of this package.</summary>
    /// <param name="formats">The formats, such as <see cref="ProfileFormats.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="formats"/> is <see langword="null"/>.</exception>
    public static ProfileFormats AddProtobuf(this ProfileFormats formats)
    {
        ArgumentNullException.ThrowIfNull(formats);
        return formats
            .Add(new PprofFormat())
            .Add(new OtlpProfilesFormat())
            .Add(new NflxProfileFormat());
    }

    /// <summary>These formats of output and those of this package: flame trees as pprof.</summary>
    /// <param name="formats">The formats, such as <see cref="ExportFormats.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="formats"/> is <see langword="null"/>.</exception>
    public static ExportFormats AddProtobuf(this ExportFormats formats)
    {
        ArgumentNullException.ThrowIfNull(formats);
        return formats.Add(new ExportFormat<FlameTree>("pprof", ".pb.gz", _ => new PprofExporter()));
    }
}
