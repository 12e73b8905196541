using System.Text;
using FlameScope.Fuzz.Checks;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>What a part of a file cannot know by itself.</summary>
public sealed class FilePartsTests
{
    private const string Sample = "a  5 [000]  1.000000: 7 cycles: \n\t 3 main+0x1 (/bin/s)\n\n";
    private const string First = "b  5 [000]  1.000000: 7 first: \n\t 3 main+0x1 (/opt/only-here)\n\n";

    private static readonly string Many = string.Concat(Enumerable.Repeat(Sample, 9_000_000 / Sample.Length));

    // The event and the module of the last line stand in the first part alone.
    [Theory]
    [InlineData("b  5 [000]  2.000000: 7 first: ", 0)]
    [InlineData("b  5 [000]  2.000000: 7 fir", 1)]
    [InlineData("a  5 [000]  2.000000: 7 cycles: \n\t 3 main+0x1 (/opt/only-here)", 0)]
    [InlineData("a  5 [000]  2.000000: 7 cycles: \n\t 3 main+0x1 (/opt/only", 1)]
    public void Whether_a_last_line_is_cut_does_not_depend_on_threads(string last, int unparsed) =>
        WithFile(First + Many + last, path =>
        {
            SampleStore expected = ProfileLoader.Load(path, new LoadOptions { MaxDegreeOfParallelism = 1 });
            Assert.Equal(unparsed, expected.Report.Unparsed);
            StoreCheck.RequireIdentical(expected, ProfileLoader.Load(path, new LoadOptions { MaxDegreeOfParallelism = 2 }));
        });

    // The first parts hold side-band records alone; the header goes on in each, and a second recording's follows samples.
    [Fact]
    public void A_header_counts_up_to_the_first_sample_whatever_part_that_stands_in()
    {
        string records = string.Concat(Enumerable.Repeat("PERF_RECORD_FINISHED_ROUND\n\n", 5_000_000 / 28));
        WithFile("# hostname : first\n# arch : x86_64\n" + records + "# hostname : last\n# cmdline : perf record\n" + records
            + "# nrcpus online : 8\n" + Sample + "# hostname : other\n# nrcpus online : 2\n" + Many, path =>
        {
            for (int threads = 1; threads <= 4; threads++)
            {
                SampleStore store = ProfileLoader.Load(path, new LoadOptions { MaxDegreeOfParallelism = threads });
                Assert.Equal(
                    new ProfileHeader { HostName = "last", Architecture = "x86_64", CommandLine = "perf record", CpuCount = 8 },
                    store.Header);
            }
        });
    }

    // Most lines of the first MiB have pids; those of the first 256 KiB, which vote, have none.
    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void The_same_lines_vote_for_the_layout_whatever_the_threads(string mark)
    {
        string sample = Sample.Replace("main", new string('m', 300), StringComparison.Ordinal);
        string first = string.Concat(Enumerable.Repeat(sample, 270_000 / sample.Length));
        string other = string.Concat(Enumerable.Repeat(sample.Replace(" 5 ", " 5/5 ", StringComparison.Ordinal), 9_000_000 / sample.Length));
        WithFile(mark + first + other, path => StoreCheck.RequireIdentical(
            ProfileLoader.Load(path, new LoadOptions { MaxDegreeOfParallelism = 1 }),
            ProfileLoader.Load(path, new LoadOptions { MaxDegreeOfParallelism = 2 })));
    }

    [Fact]
    public void A_strict_load_throws_at_the_first_place_with_its_line_whatever_the_threads() =>
        WithFile(Many + "damage\n\n" + Many + "more damage\n\n" + Many, path =>
        {
            long line = (3L * (Many.Length / Sample.Length)) + 1;
            for (int threads = 1; threads <= 4; threads++)
            {
                LoadOptions options = new() { IsStrict = true, MaxDegreeOfParallelism = threads };
                ProfileFormatException error = Assert.Throws<ProfileFormatException>(() => ProfileLoader.Load(path, options));
                Assert.Equal(line, error.Diagnostic!.LineNumber);
                Assert.Equal(Many.Length, error.Diagnostic.ByteOffset);
            }
        });

    [Fact]
    public void A_limit_that_one_part_passes_fails_the_load_with_any_number_of_threads() =>
        WithFile(Many + Many, path =>
        {
            for (int threads = 1; threads <= 4; threads++)
            {
                LoadOptions options = new() { Limits = new StoreLimits { MaxSamples = 100_000 }, MaxDegreeOfParallelism = threads };
                Assert.Contains("MaxSamples", Assert.Throws<ProfileFormatException>(() => ProfileLoader.Load(path, options)).Message, StringComparison.Ordinal);
            }
        });

    private static void WithFile(string text, Action<string> test)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
            test(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
