using FlameScope.Formats;

namespace FlameScope.AspNetCore.Tests;

/// <summary>A format whose one file has a sample that runs, two of a thread that waits, a marker, and values in bytes.</summary>
internal sealed class WaitingFormat : IProfileFormat
{
    public const string Head = "#waiting\n";

    public string Name => "waiting";

    public FormatMatch Match(in ProfileHead head) => head.Bytes.StartsWith("#waiting"u8) ? FormatMatch.Sure : FormatMatch.None;

    public ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        EventKindId kind = builder.AddEventKind("allocations"u8, new EventKind { Unit = "bytes" });
        ThreadId thread = builder.AddThread("app"u8, 1, 2);
        StackId run = builder.AddStack(StackId.Empty, builder.AddFrame("run"u8, default, FrameKind.User));
        StackId poll = builder.AddStack(StackId.Empty, builder.AddFrame("poll"u8, default, FrameKind.User));
        builder.AddSample(new SampleRecord(1_000_000_000, run, thread, kind, weight: 64));
        builder.AddSample(new SampleRecord(1_100_000_000, poll, thread, kind, weight: 32));
        builder.AddSample(new SampleRecord(1_200_000_000, poll, thread, kind, weight: 32));
        builder.MarkWaiting(poll);
        builder.AddMarker(new Marker(new TimeRange(1_050_000_000, 1_080_000_000), builder.AddString("GC"u8)) { Kind = builder.AddString("gc"u8) });
        return ValueTask.CompletedTask;
    }
}
