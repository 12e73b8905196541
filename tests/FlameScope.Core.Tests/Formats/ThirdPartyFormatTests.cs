using System.Text;
using FlameScope.Formats;
using Microsoft.Win32.SafeHandles;

namespace FlameScope.Core.Tests.Formats;

/// <summary>A format that is not the library's own can do all that those can, with what is public.</summary>
public sealed class ThirdPartyFormatTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flamescope-format-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_is_read_at_random_in_parts_that_are_appended_in_order()
    {
        string path = Write("numbers.steps", "STEPS\n" + string.Join('\n', Enumerable.Range(0, 1000).Select(i => i % 10 == 9 ? "bad" : $"{i} f{i % 7}")) + "\n");
        StepsFormat format = new();
        SampleStore store = await ProfileLoader.LoadAsync(path, With(format), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(format.WasReadAtRandom);
        Assert.Equal(("steps", 900, 100L, 1000L), (store.Report.Format, store.Count, store.Report.Unparsed, store.Report.LinesRead));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => i * 10L), store.Report.Diagnostics.Select(place => place.LineNumber));

        StepsFormat piped = new();
        using FileStream stream = File.OpenRead(path);
        SampleStore streamed = await ProfileLoader.LoadAsync(stream, With(piped), cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(piped.WasReadAtRandom);
        Assert.Equal(Stores.Describe(store), Stores.Describe(streamed));
        Assert.Equal(store.Stacks.ToArray(), streamed.Stacks.ToArray());
        Assert.Equal(store.Report.Diagnostics, streamed.Report.Diagnostics);
    }

    [Fact]
    public async Task A_strict_load_ends_at_the_first_bad_place_of_any_part()
    {
        string path = Write("bad.steps", "STEPS\n1 a\nbad\n2 b\n");
        ProfileFormatException error = await Assert.ThrowsAsync<ProfileFormatException>(() =>
            ProfileLoader.LoadAsync(path, With(new StepsFormat()) with { IsStrict = true }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(2, error.Diagnostic?.LineNumber);
    }

    [Fact]
    public void Lost_events_whose_time_is_known_become_markers()
    {
        SampleStore store = ProfileLoader.Load(Write("lost.steps", "STEPS\n1 a\nlost 5\n9 b\n"), With(new StepsFormat()));
        Marker marker = Assert.Single(store.Markers.ToArray());
        Assert.Equal((3L, new TimeRange(5, 5), "lost"), (store.Report.Lost, marker.Range, store.Strings.GetString(marker.Kind)));
        Assert.True(marker.IsInstant);
    }

    [Fact]
    public void Lost_events_of_a_recording_without_a_clock_are_counted_alone()
    {
        SampleStore store = ProfileLoader.Load(Write("lost.steps", "STEPS\n1 a\nlost 5\n"), With(new StepsFormat { TimeAxis = TimeAxis.None }));
        Assert.Equal((3L, 0), (store.Report.Lost, store.Markers.Length));
    }

    [Fact]
    public void A_file_beside_the_input_is_found()
    {
        Write("names.txt", "worker");
        Assert.Equal("worker", SiblingOf(Write("x.steps", "STEPS\n1 a\n"), "names.txt"));
    }

    [Theory]
    [InlineData("missing.txt")]
    [InlineData("link.txt")]
    [InlineData("folder")]
    [InlineData("empty.txt")]
    public void What_is_no_plain_file_in_the_inputs_folder_is_not_opened(string name)
    {
        string outside = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(outside, "secret");
        try
        {
            File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link.txt"), outside);
            _folder.CreateSubdirectory("folder");
            Write("empty.txt", "");
            Assert.Null(SiblingOf(Write("x.steps", "STEPS\n1 a\n"), name));
        }
        finally
        {
            File.Delete(outside);
        }
    }

    [Fact]
    public void A_pipe_beside_the_input_is_not_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Named pipes in folders are a Unix matter.");
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start("mkfifo", Path.Combine(_folder.FullName, "pipe"));
        process.WaitForExit();
        Assert.Null(SiblingOf(Write("x.steps", "STEPS\n1 a\n"), "pipe"));
    }

    [Fact]
    public void Nothing_is_opened_beside_the_input_where_that_is_turned_off()
    {
        Write("names.txt", "worker");
        Assert.Null(SiblingOf(Write("x.steps", "STEPS\n1 a\n"), "names.txt", opens: false));
    }

    [Fact]
    public async Task A_stream_has_no_files_beside_it()
    {
        Write("names.txt", "worker");
        StepsFormat format = new() { Sibling = "names.txt" };
        using FileStream stream = File.OpenRead(Write("x.steps", "STEPS\n1 a\n"));
        await ProfileLoader.LoadAsync(stream, With(format), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Null(format.SiblingText);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("../names.txt")]
    [InlineData("folder/names.txt")]
    [InlineData("folder\\names.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("a\0b")]
    [InlineData("")]
    public void A_name_that_leads_out_of_the_folder_is_refused(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => SiblingOf(Write("x.steps", "STEPS\n1 a\n"), name));

    [Fact]
    public void A_format_takes_the_place_of_the_one_with_its_name_and_is_asked_first()
    {
        StepsFormat format = new();
        ProfileFormats formats = ProfileFormats.Default.Add(new StepsFormat()).Add(format);
        Assert.Equal(ProfileFormats.Default.Count + 1, formats.Count);
        Assert.Same(format, formats.Find("STEPS"));
        Assert.Same(format, ProfileLoader.Recognize(Write("x.steps", "STEPS\n"), formats));
        Assert.Null(ProfileFormats.Default.Find("steps"));
    }

    [Fact]
    public void Loading_a_folder_says_that_it_is_one()
    {
        IOException error = Assert.Throws<IOException>(() => ProfileLoader.Load(_folder.FullName));
        Assert.Contains("is a folder", error.Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => ProfileLoader.Recognize(_folder.FullName)).Message, StringComparison.Ordinal);
    }

    private static LoadOptions With(StepsFormat format) => new() { Formats = [format], MaxDegreeOfParallelism = 3 };

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string? SiblingOf(string path, string name, bool opens = true)
    {
        StepsFormat format = new() { Sibling = name };
        ProfileLoader.Load(path, With(format) with { OpenSiblings = opens });
        return format.SiblingText;
    }

    /// <summary>Lines of a time and a function, read in three parts where the input is a file.</summary>
    private sealed class StepsFormat : IProfileFormat
    {
        private const int Parts = 3;

        public string Name => "steps";

        public string? Sibling { get; init; }

        public string? SiblingText { get; private set; }

        public TimeAxis TimeAxis { get; init; }

        public bool WasReadAtRandom { get; private set; }

        public FormatMatch Match(in ProfileHead head) => head.Bytes.StartsWith("STEPS\n"u8) ? FormatMatch.Sure : FormatMatch.None;

        public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
        {
            if (Sibling is not null)
            {
                await using Stream? sibling = await source.OpenSiblingAsync(Sibling, cancellationToken);
                SiblingText = sibling is null ? null : await new StreamReader(sibling).ReadToEndAsync(cancellationToken);
            }

            builder.TimeAxis = TimeAxis;
            string[] lines;
            if (source.TryOpenRandomAccess(out SafeFileHandle? handle, out long length))
            {
                WasReadAtRandom = true;
                byte[] bytes = new byte[length];
                RandomAccess.Read(handle, bytes, 0);
                context.ReportRead(length);
                lines = LinesOf(bytes);
            }
            else
            {
                using MemoryStream all = new();
                await source.AsPipe().CopyToAsync(all, cancellationToken);
                lines = LinesOf(all.ToArray());
            }

            (SampleStoreBuilder Builder, LoadContext Context)[] parts =
                [.. Enumerable.Range(0, Parts).Select(_ => (new SampleStoreBuilder { Limits = context.Limits }, context.CreatePart()))];
            string[][] shares = [.. lines.Chunk(Math.Max(1, (lines.Length + Parts - 1) / Parts))];
            await Parallel.ForAsync(0, shares.Length, cancellationToken, (part, _) =>
            {
                Read(shares[part], parts[part].Builder, parts[part].Context);
                return ValueTask.CompletedTask;
            });
            foreach ((SampleStoreBuilder part, LoadContext account) in parts)
            {
                builder.Append(part);
                context.Append(account);
            }
        }

        private static string[] LinesOf(byte[] bytes) => Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];

        private static void Read(string[] lines, SampleStoreBuilder builder, LoadContext context)
        {
            foreach (string line in lines)
            {
                context.LinesRead++;
                if (line.Split(' ') is not [string time, string function])
                {
                    context.AddUnparsed(new LoadDiagnostic(context.LinesRead, 0, line, "a time and a function"));
                }
                else if (time == "lost")
                {
                    context.AddLost(3, long.Parse(function, System.Globalization.CultureInfo.InvariantCulture));
                }
                else
                {
                    StackId stack = builder.AddStack(StackId.Empty, builder.AddFrame(Encoding.UTF8.GetBytes(function), "app"u8, FrameKind.User));
                    builder.AddSample(new SampleRecord(
                        long.Parse(time, System.Globalization.CultureInfo.InvariantCulture), stack, builder.AddThread("app"u8, 1, 1), builder.AddEventKind("steps"u8)));
                }
            }
        }
    }
}
