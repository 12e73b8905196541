using System.Text;
using CsCheck;
using FlameScope.Export.Text;
using FlameScope.Formats;
using FlameScope.Formats.Linux;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests;

/// <summary>One random frame.</summary>
internal sealed record FrameSpec(string Symbol, string Module, FrameKind Kind);

/// <summary>One random sample, in words.</summary>
internal sealed record SampleSpec(
    long Time, string Command, int Process, int Thread, int Cpu, string Event, long Weight, FrameSpec[] Stack)
{
    // Functions inlined into the idle loop are the idle loop.
    public bool IsIdle => Command == "swapper"
        && Stack.Reverse().SkipWhile(frame => frame.Symbol != "native_safe_halt" && frame.Kind == FrameKind.Inlined)
            .FirstOrDefault()?.Symbol == "native_safe_halt";

    public bool RanInKernel => Stack.Reverse().SkipWhile(frame => frame.Kind == FrameKind.Inlined).FirstOrDefault()?.Kind == FrameKind.Kernel;
}

/// <summary>A condition, and what it means sample by sample.</summary>
internal sealed record ConditionSpec(SampleCondition Condition, Func<SampleSpec, bool> Holds)
{
    public override string ToString() => Condition.ToString();
}

/// <summary>Random profiles and filters, with the obvious meaning of each beside it.</summary>
internal static class RandomProfiles
{
    /// <summary>Times lie within this many nanoseconds around 0, several seconds to each side.</summary>
    public const long Span = 4_000_000_000;

    private static readonly string[] Symbols = ["a", "b", "gc_mark", "gc_sweep", "native_safe_halt"];

    private static readonly Gen<FrameSpec> Frames = Gen.Select(
        Gen.OneOf(Symbols),
        Gen.OneOf("/bin/app", "libgc.so", ""),
        Gen.OneOf(FrameKind.User, FrameKind.Kernel, FrameKind.Inlined),
        (symbol, module, kind) => new FrameSpec(symbol, module, kind));

    public static readonly Gen<SampleSpec> Samples = Gen.Select(
        Gen.Select(Gen.Long[-Span, Span], Gen.OneOf("app", "web worker", "swapper", ""), Gen.Int[1, 3], Gen.Int[1, 5]),
        Gen.Select(Gen.Int[-1, 3], Gen.OneOf("cycles", "faults"), Gen.Frequency((1, Gen.Const(0L)), (2, Gen.Long[0, 1_000_000])), Frames.Array[0, 5]),
        (who, what) => new SampleSpec(who.Item1, who.Item2, who.Item3, who.Item4, what.Item1, what.Item2, what.Item3, what.Item4));

    public static readonly Gen<SampleSpec[]> Profiles = Samples.Array[1, 150];

    public static readonly Gen<TimeRange?> Ranges = Gen.Select(
        Gen.Long[-Span, Span], Gen.Long[0, Span], Gen.Bool, (start, length, whole) => whole ? (TimeRange?)null : new TimeRange(start, start + length));

    private static readonly Gen<ConditionSpec> Leaves = Gen.OneOf(
        Gen.OneOf("app", "web worker", "nobody").Select(name => new ConditionSpec(SampleCondition.Command(name), s => s.Command == name)),
        Gen.Const(new ConditionSpec(SampleCondition.Command(TextPattern.Parse("/^W/i")), s => s.Command.StartsWith('w'))),
        Gen.Int[1, 4].Select(id => new ConditionSpec(SampleCondition.Process(id), s => s.Process == id)),
        Gen.Int[1, 6].Select(id => new ConditionSpec(SampleCondition.Thread(id), s => s.Thread == id)),
        Gen.Int[-1, 4].Select(cpu => new ConditionSpec(SampleCondition.Cpu(cpu), s => s.Cpu == cpu)),
        Gen.Const(new ConditionSpec(SampleCondition.Kernel, s => s.RanInKernel)),
        Gen.Const(new ConditionSpec(SampleCondition.User, s => !s.RanInKernel)),
        Gen.Const(new ConditionSpec(SampleCondition.Idle, s => s.IsIdle)),
        Gen.Select(Gen.Long[-Span, Span], Gen.Long[0, Span]).Select(range => new ConditionSpec(
            SampleCondition.During(new TimeRange(range.Item1, range.Item1 + range.Item2)),
            s => s.Time >= range.Item1 && s.Time < range.Item1 + range.Item2)),
        Gen.Select(
            Gen.OneOf("gc", "=a", "/^gc_(mark|sleep)$/", "libgc", "BIN"),
            Gen.OneOf(FrameTarget.Symbol, FrameTarget.Module, FrameTarget.SymbolOrModule),
            Gen.OneOf(FramePosition.Anywhere, FramePosition.Leaf, FramePosition.Root)).Select(FrameLeaf));

    public static readonly Gen<ConditionSpec> Conditions = Nested(3);

    public static readonly Gen<EventSelection> Events =
        Gen.OneOf(Gen.Const(EventSelection.Default), Gen.Const(EventSelection.All), Gen.Const(EventSelection.Named("cycles")));

    public static SampleStore StoreOf(params IEnumerable<SampleSpec> samples)
    {
        SampleStoreBuilder builder = new();
        foreach (SampleSpec sample in samples)
        {
            StackId stack = StackId.Empty;
            foreach (FrameSpec frame in sample.Stack)
            {
                stack = builder.AddStack(stack, builder.AddFrame(Encoding.UTF8.GetBytes(frame.Symbol), Encoding.UTF8.GetBytes(frame.Module), frame.Kind));
            }

            builder.AddSample(new SampleRecord(sample.Time, stack, builder.AddThread(Encoding.UTF8.GetBytes(sample.Command), sample.Process, sample.Thread), PerfEvents.Add(builder, Encoding.UTF8.GetBytes(sample.Event)), sample.Cpu, sample.Weight)
            {
                Activity = sample.IsIdle ? SampleActivity.Idle : SampleActivity.Working,
            });
        }

        return builder.Build();
    }

    /// <summary>The stacks of samples under their commands, each with its count or weight.</summary>
    public static SortedDictionary<string, long> Fold(IEnumerable<SampleSpec> samples, SampleWeight weight = SampleWeight.Count) =>
        Fold(samples, sample => sample.Stack.Select(frame => (frame.Symbol, (FrameKind?)frame.Kind)), weight);

    /// <summary>Reshaped stacks of samples under their commands, each with its count or weight.</summary>
    public static SortedDictionary<string, long> Fold(
        IEnumerable<SampleSpec> samples, Func<SampleSpec, IEnumerable<(string Name, FrameKind? Kind)>> shape, SampleWeight weight = SampleWeight.Count)
    {
        SortedDictionary<string, long> folded = new(StringComparer.Ordinal);
        foreach (SampleSpec sample in samples)
        {
            string path = PathOf([(sample.Command.Length == 0 ? "[unknown]" : sample.Command, null), .. shape(sample)]);
            folded[path] = folded.GetValueOrDefault(path) + (weight == SampleWeight.Count ? 1 : sample.Weight);
        }

        return WithoutZeros(folded);
    }

    /// <summary>A tree's stacks in the same words.</summary>
    public static SortedDictionary<string, long> Fold(FlameTree tree)
    {
        SortedDictionary<string, long> folded = new(StringComparer.Ordinal);
        for (int i = 1; i < tree.Count; i++)
        {
            List<(string, FrameKind?)> path = [];
            for (FlameNode? node = tree[i]; node is { Index: > 0 } frame; node = frame.Parent)
            {
                path.Insert(0, (frame.NameText, frame.Kind));
            }

            folded.Add(PathOf(path), tree[i].Self);
        }

        return WithoutZeros(folded);
    }

    private static string PathOf(IEnumerable<(string Name, FrameKind? Kind)> path) =>
        string.Join(';', path.Select(frame => frame.Kind is FrameKind kind ? $"{frame.Name}_{kind}" : frame.Name));

    private static SortedDictionary<string, long> WithoutZeros(SortedDictionary<string, long> folded) =>
        new(folded.Where(entry => entry.Value != 0).ToDictionary(), StringComparer.Ordinal);

    private static ConditionSpec FrameLeaf((string Text, FrameTarget Target, FramePosition Position) leaf)
    {
        FramePattern pattern = FramePattern.Parse(leaf.Text) with { Target = leaf.Target, Position = leaf.Position };
        return new ConditionSpec(SampleCondition.Frame(pattern), sample => leaf.Position switch
        {
            FramePosition.Leaf => sample.Stack.TakeLast(1).Any(Fits),
            FramePosition.Root => sample.Stack.Take(1).Any(Fits),
            _ => sample.Stack.Any(Fits),
        });

        bool Fits(FrameSpec frame) =>
            (leaf.Target != FrameTarget.Module && NameFits(frame.Symbol)) || (leaf.Target != FrameTarget.Symbol && NameFits(frame.Module));

        bool NameFits(string name) => leaf.Text switch
        {
            "=a" => name == "a",
            ['/', ..] => name == "gc_mark",
            _ => name.Contains(leaf.Text, StringComparison.Ordinal),
        };
    }

    private static Gen<ConditionSpec> Nested(int depth) => depth == 0
        ? Leaves
        : Gen.Frequency(
            (3, Leaves),
            (1, Nested(depth - 1).Select(inner => new ConditionSpec(!inner.Condition, s => !inner.Holds(s)))),
            (1, Nested(depth - 1).Array[0, 3].Select(parts => new ConditionSpec(
                SampleCondition.All(parts.Select(part => part.Condition)), s => parts.All(part => part.Holds(s))))),
            (1, Gen.Select(Nested(depth - 1), Nested(depth - 1)).Select(pair => new ConditionSpec(
                pair.Item1.Condition | pair.Item2.Condition, s => pair.Item1.Holds(s) || pair.Item2.Holds(s)))));
}
