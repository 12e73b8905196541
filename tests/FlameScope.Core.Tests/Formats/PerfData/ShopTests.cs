using System.Formats.Tar;
using System.IO.Compression;
using FlameScope.Core.Tests.Corpus;

namespace FlameScope.Core.Tests.Formats.PerfData;

/// <summary>Recordings of real programs, and what <c>perf script</c> prints of them: the same store comes out of both.</summary>
public sealed class ShopTests : IDisposable
{
    private static readonly string Bundled = Path.Combine(AppContext.BaseDirectory, "Data", "perf-data");
    private static readonly string? Beside = CorpusFiles.Beside is string corpus ? Path.Combine(corpus, "binary", "shop") : null;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flamescope");

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string> Recordings => [.. (Beside is null ? [Bundled] : (string[])[Bundled, Beside])
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.perf.data.gz"))
        .Select(file => Path.GetFileName(file).Replace(".perf.data.gz", "", StringComparison.Ordinal))
        .Distinct()
        .Where(name => name != "dwarf")
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task A_recording_has_the_samples_threads_and_modules_that_perf_prints(string name)
    {
        SampleStore store = await ProfileLoader.LoadAsync(PathOf(name + ".perf.data.gz"), Nameless, cancellationToken: TestContext.Current.CancellationToken);
        AssertSame(await TextOf(name), store, names: false);
    }

    /// <summary>All recordings where the symbols of their programs lie beside the repository.</summary>
    public static TheoryData<string> NamedRecordings => Beside is null ? [] : [.. Recordings.Select(row => row.Data)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(NamedRecordings))]
    public async Task A_recording_has_the_names_that_perf_prints(string name)
    {
        LoadOptions options = new() { Symbols = new SymbolOptions { Roots = [Path.Combine(Beside!, "symbols.tar.zst")], OpenRecordedFiles = false } };
        SampleStore store = await ProfileLoader.LoadAsync(PathOf(name + ".perf.data.gz"), options, cancellationToken: TestContext.Current.CancellationToken);

        // perf itself knows names by time only once it has put the dump's code into the recording.
        AssertSame(await TextOf(name == "jitdump" ? "jitdump.injected" : name), store, names: true);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task It_does_not_matter_how_a_recording_comes(string name)
    {
        string path = Path.Combine(_folder.FullName, "perf.data");
        using (GZipStream content = new(File.OpenRead(PathOf(name + ".perf.data.gz")), CompressionMode.Decompress))
        using (FileStream file = File.Create(path))
        {
            await content.CopyToAsync(file, TestContext.Current.CancellationToken);
        }

        SampleStore fromFile = await ProfileLoader.LoadAsync(path, Nameless, cancellationToken: TestContext.Current.CancellationToken);
        using MemoryStream stream = new(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        SampleStore fromStream = await ProfileLoader.LoadAsync(stream, Nameless, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(StoreText.Samples(fromFile, names: true), StoreText.Samples(fromStream, names: true));
        Assert.Equal(fromFile.Header, fromStream.Header);
        Assert.Equal(fromFile.Report.Lost, fromStream.Report.Lost);
    }

    [Fact]
    public async Task A_folder_of_files_by_thread_is_one_recording()
    {
        using (GZipStream archive = new(File.OpenRead(PathOf("threads.perf.data.tar.gz")), CompressionMode.Decompress))
        {
            await TarFile.ExtractToDirectoryAsync(archive, _folder.FullName, overwriteFiles: false, TestContext.Current.CancellationToken);
        }

        string folder = Assert.Single(Directory.GetDirectories(_folder.FullName));
        SampleStore store = await ProfileLoader.LoadAsync(folder, Nameless, cancellationToken: TestContext.Current.CancellationToken);
        AssertSame(await TextOf("threads"), store, names: false);

        SampleStore alone = await ProfileLoader.LoadAsync(
            Path.Combine(folder, "data"), Nameless, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(store.Count, alone.Count);
        ProfileFormatException error = await Assert.ThrowsAsync<ProfileFormatException>(() => ProfileLoader.LoadAsync(
            folder, Nameless with { OpenSiblings = false }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("--threads", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_recording_is_read_to_the_end_of_its_file()
    {
        SampleStore store = await ProfileLoader.LoadAsync(PathOf("killed.perf.data.gz"), Nameless, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(store.Report.IsTruncated);
        Assert.Equal(0, store.Report.Unparsed);
        Assert.Contains("killed", Assert.Single(store.Report.Diagnostics).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newer_compressed_records_are_read_and_what_perf_printed_after_them_is_no_damage()
    {
        SampleStore store = await ProfileLoader.LoadAsync(
            Path.Combine(Bundled, "sleep.compressed2.pipe.perf.data"), Nameless, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(7, store.Count);
        Assert.False(store.Report.IsTruncated);
        Assert.Equal(0, store.Report.Unparsed);
        Assert.Equal(1, store.Report.Messages);
    }

    [Fact]
    public async Task The_header_says_what_perf_says()
    {
        SampleStore store = await ProfileLoader.LoadAsync(PathOf("fork-exec.perf.data.gz"), Nameless, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(997, store.Header.SamplingFrequency);
        Assert.Equal("x86_64", store.Header.Architecture);
        Assert.Equal(2, store.Header.CpuCount);
        Assert.Equal("6.1.192", store.Header.ProfilerVersion);
        Assert.StartsWith("/usr/bin/perf record -k CLOCK_MONOTONIC -F 997 -g ", store.Header.CommandLine, StringComparison.Ordinal);
        Assert.Equal(2026, store.WallClockOf(store.Times[0])?.Year);
    }

    private static LoadOptions Nameless => new() { Symbols = new SymbolOptions { OpenRecordedFiles = false } };

    private static string PathOf(string file) => Path.Combine(Bundled, file) is var path && File.Exists(path) ? path : Path.Combine(Beside!, file);

    private static Task<SampleStore> TextOf(string name) =>
        ProfileLoader.LoadAsync(PathOf(name + ".perf.txt.gz"), cancellationToken: TestContext.Current.CancellationToken);

    private static void AssertSame(SampleStore expected, SampleStore actual, bool names)
    {
        // perf script prints records of switches only where it is asked to, so its text may have no time off a CPU.
        bool derived = expected.Report.Derived > 0;
        Assert.Equal(StoreText.Samples(expected, names, derived), StoreText.Samples(actual, names, derived));
        Assert.Equal(expected.Report.Unparsed, actual.Report.Unparsed);
        Assert.Equal(expected.TimeRange, actual.TimeRange);
        Assert.Equal(Text(expected, expected.EventKinds[expected.DefaultEventKind.Value]), Text(actual, actual.EventKinds[actual.DefaultEventKind.Value]));

        static string Text(SampleStore store, EventKind kind) => StoreText.Text(store, kind.Name);
    }
}
