using System.Text;
using CsCheck;
using FlameScope.Formats;

namespace FlameScope.Core.Tests;

/// <summary>One random sample that may last, may have labels, and may show no work.</summary>
internal sealed record LastingSpec(long Time, long Duration, long Weight, string Command, string[] Stack, string Endpoint, string User, SampleActivity Activity)
{
    public long End => Time + Math.Max(1, Duration);

    public bool Touches(TimeRange range) => Time < range.End && End > range.Start;

    /// <summary>What it adds to a stretch of time: the overlap where it lasts, its weight where it is an instant in there.</summary>
    public long ValueIn(TimeRange range) => !Touches(range) ? 0
        : Duration == 0 ? Weight
        : Math.Min(End, range.End) - Math.Max(Time, range.Start);
}

/// <summary>One random marker.</summary>
internal sealed record MarkerSpec(long Time, long Length, string Name, string Kind, string? Command);

/// <summary>Random profiles of what newer formats bring: durations, labels, marks and markers.</summary>
internal static class LastingProfiles
{
    public const long Span = 3_000_000_000;

    public static readonly TimeRange Always = new(long.MinValue / 4, long.MaxValue / 4);

    private static readonly Gen<string[]> Stacks = Gen.OneOf("main", "run", "wait", "read").Array[0, 4];

    private static readonly Gen<long> Durations = Gen.Frequency((1, Gen.Const(0L)), (2, Gen.Long[1, 50_000_000]), (1, Gen.Long[1, Span]));

    private static readonly Gen<LastingSpec> Samples = Gen.Select(
        Gen.Select(Gen.Long[-Span, Span], Durations, Gen.Long[0, 1000]),
        Gen.Select(Gen.OneOf("app", "web", ""), Stacks, Gen.OneOf("", "/orders", "/carts"), Gen.OneOf("", "ann", "bob")),
        Gen.Frequency((8, Gen.Const(SampleActivity.Working)), (1, Gen.Const(SampleActivity.Idle)), (1, Gen.Const(SampleActivity.Waiting))),
        (time, what, activity) => new LastingSpec(time.Item1, time.Item2, time.Item3, what.Item1, what.Item2, what.Item3, what.Item4, activity));

    /// <summary>Profiles in which samples last, some of them all alike.</summary>
    public static readonly Gen<LastingSpec[]> Profiles = Gen.Select(Samples.Array[1, 80], Gen.Int[0, 3], (samples, kind) => kind switch
    {
        0 => [.. samples.Select(sample => sample with { Duration = 20_000_000 })],
        1 => [.. samples.Select(sample => sample with { Duration = 0 })],
        _ => samples,
    });

    public static readonly Gen<MarkerSpec[]> Markers = Gen.Select(
        Gen.Long[-Span, Span], Gen.Frequency((1, Gen.Const(0L)), (1, Gen.Long[1, Span])), Gen.OneOf("gc", "deploy"), Gen.OneOf("", "pause"),
        Gen.OneOf<string?>("app", "web", null),
        (time, length, name, kind, command) => new MarkerSpec(time, length, name, kind, command)).Array[0, 10];

    public static void Add(this SampleStoreBuilder builder, LastingSpec sample)
    {
        StackId stack = StackId.Empty;
        foreach (string symbol in sample.Stack)
        {
            stack = builder.AddStack(stack, builder.AddFrame(Encoding.UTF8.GetBytes(symbol), "app"u8, FrameKind.User));
        }

        LabelSetId labels = sample.Endpoint.Length == 0
            ? LabelSetId.Empty
            : builder.AddLabel(LabelSetId.Empty, "endpoint"u8, Encoding.UTF8.GetBytes(sample.Endpoint));
        labels = sample.User.Length == 0 ? labels : builder.AddLabel(labels, "user"u8, Encoding.UTF8.GetBytes(sample.User));
        builder.AddSample(new SampleRecord(
            sample.Time,
            stack,
            builder.AddThread(Encoding.UTF8.GetBytes(sample.Command), 1, 1),
            builder.AddEventKind("wall"u8, new EventKind { Unit = "ns", DefaultWeight = SampleWeight.Value, Clock = EventClock.Wall }),
            weight: sample.Weight)
        {
            Duration = sample.Duration,
            Labels = labels,
            Activity = sample.Activity,
        });
    }

    public static void Add(this SampleStoreBuilder builder, MarkerSpec marker) => builder.AddMarker(
        new Marker(new TimeRange(marker.Time, marker.Time + marker.Length), builder.AddString(Encoding.UTF8.GetBytes(marker.Name)))
        {
            Kind = builder.AddString(Encoding.UTF8.GetBytes(marker.Kind)),
            Thread = marker.Command is string command ? builder.AddThread(Encoding.UTF8.GetBytes(command), 1, 1) : null,
        });

    public static SampleStore StoreOf(IEnumerable<LastingSpec> samples)
    {
        SampleStoreBuilder builder = new();
        foreach (LastingSpec sample in samples)
        {
            builder.Add(sample);
        }

        return builder.Build();
    }
}
