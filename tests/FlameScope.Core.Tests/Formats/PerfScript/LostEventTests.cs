using System.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>Events that perf says it lost are counted, and stand as markers at their time.</summary>
public sealed class LostEventTests
{
    private const string Sample = "app  5 [000]  {0}: 7 cycles: \n\t 3 main (/bin/s)\n\n";

    [Fact]
    public async Task Lost_events_with_a_time_are_markers()
    {
        SampleStore store = await Load(
            At("1.000000"), "app  5 [000]  1.500000: PERF_RECORD_LOST lost 16\n", At("2.000000"), "app  5 [000]  1.250000: PERF_RECORD_LOST_SAMPLES lost 2\n");
        Assert.Equal(18, store.Report.Lost);
        Assert.Equal(
            [
                new NamedMarker(new TimeRange(1_250_000_000, 1_250_000_000), "lost events", "lost", null, "2"),
                new NamedMarker(new TimeRange(1_500_000_000, 1_500_000_000), "lost events", "lost", null, "16"),
            ],
            store.Markers.ToArray().Select(marker => NamedMarker.From(store, marker)));
    }

    [Theory]
    [InlineData("PERF_RECORD_LOST lost 16\n")]
    [InlineData("app  5 [000]  0.000000: PERF_RECORD_LOST lost 16\n")]
    public async Task Lost_events_without_a_time_are_counted_alone(string line)
    {
        SampleStore store = await Load(At("1.000000"), line, At("2.000000"));
        Assert.Equal((16L, 0), (store.Report.Lost, store.Markers.Length));
    }

    [Fact]
    public void A_file_read_in_parts_has_the_markers_of_all()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (StreamWriter text = new(path))
            {
                for (int i = 0; i < 6_000; i++)
                {
                    text.Write(At($"{i + 1}.000000"));
                    text.Write(i % 100 == 0 ? $"app  5 [000]  {i + 1}.500000: PERF_RECORD_LOST lost 3\n" : "");
                }
            }

            foreach (int threads in new[] { 1, 4 })
            {
                SampleStore store = ProfileLoader.Load(path, new LoadOptions
                {
                    Formats = [new PerfScriptFormat(new PerfScriptOptions { MinPartBytes = 16 * 1024 })],
                    MaxDegreeOfParallelism = threads,
                });
                Assert.Equal((180L, 60), (store.Report.Lost, store.Markers.Length));
                Assert.Equal(Enumerable.Range(0, 60).Select(i => (i * 100_000_000_000) + 1_500_000_000), store.Markers.ToArray().Select(marker => marker.Range.Start));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string At(string time) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Sample, time);

    private static Task<SampleStore> Load(params string[] pieces) =>
        ProfileLoader.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(pieces))));
}
