namespace FlameScope.Core.Tests.Formats.PerfData;

/// <summary>Recordings that <c>tests/recordings.sh</c> has just made on this machine, and what <c>perf script</c> prints of them.</summary>
public sealed class FreshRecordingTests
{
    private const string Unknown = "[unknown] ([unknown], Unknown)";

    private static readonly string? Folder = Environment.GetEnvironmentVariable("FLAMESCOPE_RECORDINGS");

    public static TheoryData<string> Recordings => Folder is null ? [] :
        [.. Directory.EnumerateFiles(Folder, "*.perf.txt").Select(file => Path.GetFileName(file)[..^".perf.txt".Length]).Order(StringComparer.Ordinal)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Recordings))]
    public async Task A_recording_gives_the_store_that_the_text_of_perf_gives(string name)
    {
        string path = Path.Combine(Folder!, name);
        SampleStore expected = await ProfileLoader.LoadAsync(path + ".perf.txt", cancellationToken: TestContext.Current.CancellationToken);
        SampleStore actual = await ProfileLoader.LoadAsync(path + ".perf.data", cancellationToken: TestContext.Current.CancellationToken);
        int[] expectedSamples = [.. expected.SamplesOfInput()];
        int[] actualSamples = [.. actual.SamplesOfInput()];
        Assert.NotEmpty(expectedSamples);
        Assert.Equal(expectedSamples.Length, actualSamples.Length);
        Assert.Equal(expected.Report.Unparsed, actual.Report.Unparsed);
        Assert.Equal(expected.TimeRange, actual.TimeRange);
        for (int i = 0; i < expectedSamples.Length; i++)
        {
            string place = $"sample {i} at {expected.Times[expectedSamples[i]]}";
            Assert.Equal((place, HeadOf(expected, expectedSamples[i])), (place, HeadOf(actual, actualSamples[i])));
            string[] expectedFrames = FramesOf(expected, expectedSamples[i]);
            string[] actualFrames = FramesOf(actual, actualSamples[i]);
            Assert.Equal((place, expectedFrames.Length), (place, actualFrames.Length));
            foreach ((string printed, string read) in expectedFrames.Zip(actualFrames))
            {
                Assert.True(printed == read || IsKnownException(printed, read), $"{place}: perf has {printed}, the store {read}");
            }
        }
    }

    // docs/formats.md lists each with its reason.
    private static bool IsKnownException(string printed, string read)
    {
        int module = read.IndexOf(" (", StringComparison.Ordinal);
        return (printed == "[unknown]" + read[Math.Max(0, module)..] && read[..Math.Max(0, module)].EndsWith("@plt", StringComparison.Ordinal))
            || (printed == Unknown && read.StartsWith("[unknown] (/tmp/perf-", StringComparison.Ordinal))
            || (printed.StartsWith("[unknown] (/memfd:doublemapper", StringComparison.Ordinal) && read.Contains("(/memfd:doublemapper", StringComparison.Ordinal))
            || (printed.Contains("/jitted-", StringComparison.Ordinal) && read.StartsWith("Builtins_", StringComparison.Ordinal));
    }

    // A text loses the blanks that a name ends in.
    private static (string Command, int Pid, int Tid, short Cpu, long Weight, bool IsIdle, string Event) HeadOf(SampleStore store, int sample)
    {
        ProfiledThread thread = store.ThreadTable[store.Threads[sample].Value];
        return (
            StoreText.Text(store, thread.Command).TrimEnd(' '), thread.Pid, thread.Tid, store.Cpus[sample], store.WeightOf(sample), store.IsIdle(sample),
            StoreText.Text(store, store.EventKinds[store.Events[sample]].Name));
    }

    private static string[] FramesOf(SampleStore store, int sample) => StoreText.Stack(store, store.Stacks[sample]).Split(" > ");
}
