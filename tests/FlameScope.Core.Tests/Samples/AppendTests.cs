using System.Text;
using CsCheck;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Samples;

public sealed class AppendTests
{
    [Fact]
    public void Parts_appended_in_order_are_the_whole_with_durations_labels_marks_and_markers() =>
        Gen.Select(LastingProfiles.Profiles, LastingProfiles.Markers, Gen.Int[0, 80], Gen.Int[0, 80], Gen.Bool).Sample((samples, markers, one, other, marks) =>
        {
            (int first, int second) = (Math.Min(one, other), Math.Max(one, other));
            SampleStoreBuilder whole = new();
            SampleStoreBuilder[] parts = [new(), new(), new()];
            for (int i = 0; i < samples.Length; i++)
            {
                SampleStoreBuilder part = parts[i < first ? 0 : i < second ? 1 : 2];
                foreach (SampleStoreBuilder builder in (SampleStoreBuilder[])[whole, part])
                {
                    builder.Add(samples[i]);
                    if (i < markers.Length)
                    {
                        builder.Add(markers[i]);
                    }

                    if (marks)
                    {
                        builder.MarkWaiting(builder.AddStack(StackId.Empty, builder.AddFrame("wait"u8, "app"u8, FrameKind.User)));
                    }

                    if (i % 7 == 3)
                    {
                        builder.MarkIdle(builder.SampleCount - 1);
                    }
                }
            }

            foreach (SampleStoreBuilder part in parts.Skip(1))
            {
                parts[0].Append(part);
            }

            AssertEqual(whole.Build(), parts[0].Build());
        });

    [Fact]
    public void Samples_are_found_by_their_labels_after_appending() =>
        Gen.Select(LastingProfiles.Profiles, Gen.Int[0, 80]).Sample((samples, cut) =>
        {
            SampleStoreBuilder builder = new();
            SampleStoreBuilder part = new();
            part.AddLabel(LabelSetId.Empty, "endpoint"u8, "/carts"u8);
            for (int i = 0; i < samples.Length; i++)
            {
                (i < cut ? builder : part).Add(samples[i]);
            }

            builder.Append(part);
            SampleStore store = builder.Build();
            foreach (string endpoint in new[] { "/orders", "/carts", "/none" })
            {
                SampleCondition condition = SampleCondition.Label("endpoint", TextPattern.Exactly(endpoint));
                SampleFilter all = new() { IncludeIdle = true, IncludeWaiting = true };
                Assert.Equal(samples.Count(sample => sample.Endpoint == endpoint), FlameTree.Create(store.Where(all.And(condition))).Coverage.Shown);
                Assert.Equal(samples.Count(sample => sample.Endpoint != endpoint), FlameTree.Create(store.Where(all.And(!condition))).Coverage.Shown);
                Assert.Equal(
                    samples.Count(sample => sample.Endpoint == endpoint && sample.User == "ann"),
                    FlameTree.Create(store.Where(all.And(condition & SampleCondition.Label("user", TextPattern.Parse("/^A/i"))))).Coverage.Shown);
            }
        });

    [Fact]
    public void Names_that_come_late_hold_for_the_parts_before() =>
        Gen.Select(Gen.Int[0, 4], Gen.OneOf("a", "b"), (what, name) => (What: what, Name: name)).Array[1, 40].Sample(calls =>
        {
            SampleStoreBuilder whole = new();
            SampleStoreBuilder[] parts = [new(), new(), new()];
            for (int i = 0; i < calls.Length; i++)
            {
                foreach (SampleStoreBuilder builder in (SampleStoreBuilder[])[whole, parts[i * parts.Length / calls.Length]])
                {
                    Call(builder, calls[i].What, Encoding.UTF8.GetBytes(calls[i].Name), i);
                }
            }

            foreach (SampleStoreBuilder part in parts.Skip(1))
            {
                parts[0].Append(part);
            }

            Assert.Equal(Stores.Describe(whole.Build()), Stores.Describe(parts[0].Build()));
            Assert.Equal(whole.Build().Threads.ToArray(), parts[0].Build().Threads.ToArray());
        });

    private static void Call(SampleStoreBuilder builder, int what, ReadOnlySpan<byte> name, long time)
    {
        FrameId frame = builder.AddFrame(name, "app"u8, FrameKind.User);
        switch (what)
        {
            case 0:
                builder.SetThreadName(builder.AddThread(name, 1, 1), [(byte)'l', .. name]);
                break;
            case 1:
                builder.SetFrame(frame, new Frame(builder.AddString([(byte)'l', .. name]), StringId.Empty, FrameKind.Jit));
                break;
            default:
                builder.AddSample(new SampleRecord(time, builder.AddStack(StackId.Empty, frame), builder.AddThread(name, 1, 1), builder.AddEventKind("e"u8)));
                break;
        }
    }

    private static void AssertEqual(SampleStore expected, SampleStore actual)
    {
        Assert.Equal(Stores.Describe(expected), Stores.Describe(actual));
        Assert.Equal(expected.Stacks.ToArray(), actual.Stacks.ToArray());
        Assert.Equal(expected.Threads.ToArray(), actual.Threads.ToArray());
        Assert.Equal(expected.Durations.ToArray(), actual.Durations.ToArray());
        Assert.Equal(expected.Labels.ToArray(), actual.Labels.ToArray());
        Assert.Equal(expected.LabelTable.ToArray().Select(label => TextOf(expected, label)), actual.LabelTable.ToArray().Select(label => TextOf(actual, label)));
        Assert.Equal(expected.TimeRange, actual.TimeRange);
        for (int sample = 0; sample < expected.Count; sample++)
        {
            Assert.Equal((expected.IsIdle(sample), expected.IsWaiting(sample)), (actual.IsIdle(sample), actual.IsWaiting(sample)));
        }

        Assert.Equal(
            expected.Markers.ToArray().Select(marker => NamedMarker.From(expected, marker)),
            actual.Markers.ToArray().Select(marker => NamedMarker.From(actual, marker)));
    }

    private static string TextOf(SampleStore store, Label label) =>
        $"{label.Parent.Value} {store.Strings.GetString(label.Key)}={store.Strings.GetString(label.Value)}";
}
