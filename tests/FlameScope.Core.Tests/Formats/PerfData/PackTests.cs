using System.IO.Compression;
using FlameScope.Core.Tests.Corpus;

namespace FlameScope.Core.Tests.Formats.PerfData;

public sealed class PackTests : IDisposable
{
    private static readonly string? Shop = CorpusFiles.Beside is string corpus ? Path.Combine(corpus, "binary", "shop") : null;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flamescope");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("fork-exec")]
    [InlineData("jitdump")]
    [InlineData("killed")]
    public async Task A_packed_recording_has_its_names_without_anything_else(string name)
    {
        Assert.SkipWhen(Shop is null, "The symbols lie in the corpus beside the repository.");
        string recording = Unpack(Path.Combine(Shop, name + ".perf.data.gz"));
        SymbolOptions symbols = new() { Roots = [Path.Combine(Shop, "symbols.tar.zst")], OpenRecordedFiles = false };
        SampleStore expected = await LoadAsync(recording, symbols);

        string packed = Path.Combine(_folder.FullName, "app.tar.zst");
        await using (FileStream output = File.Create(packed))
        {
            await RecordingPack.WriteAsync(recording, output, symbols, TestContext.Current.CancellationToken);
        }

        SampleStore store = await LoadAsync(packed, new SymbolOptions { OpenRecordedFiles = false });
        Assert.Equal("packed perf.data", store.Report.Format);
        Assert.Equal(StoreText.Samples(expected, names: true), StoreText.Samples(store, names: true));
    }

    [Fact]
    public async Task A_packed_recording_that_is_cut_keeps_its_beginning()
    {
        RecordingBytes bytes = new();
        for (int i = 0; i < 5000; i++)
        {
            bytes.Sample(i, 7, 7, RecordingBytes.User, (ulong)Random.Shared.NextInt64());
        }

        string recording = Path.Combine(_folder.FullName, "perf.data");
        await File.WriteAllBytesAsync(recording, bytes.ToFile(), TestContext.Current.CancellationToken);
        using MemoryStream packed = new();
        await RecordingPack.WriteAsync(recording, packed, new SymbolOptions { OpenRecordedFiles = false }, TestContext.Current.CancellationToken);
        using MemoryStream cut = new(packed.ToArray()[..(int)(packed.Length / 2)]);
        SampleStore store = await ProfileLoader.LoadAsync(cut, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(store.Report.IsTruncated);
        Assert.InRange(store.Count, 1, 4999);
    }

    [Fact]
    public async Task A_folder_of_files_is_packed_whole()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "threads"));
        string data = Path.Combine(_folder.FullName, "threads", "data");
        byte[] first = new RecordingBytes().AddFeature(7, RecordingBytes.Ints(16, 16)).AddFeature(24, RecordingBytes.Words(1)).Sample(5, 7, 7, RecordingBytes.User, 1).ToFile();
        await File.WriteAllBytesAsync(data, first, TestContext.Current.CancellationToken);
        foreach ((int part, long time) in new (int, long)[] { (0, 9), (2, 3), (10, 7) })
        {
            byte[] records = new RecordingBytes().Sample(time, 7, 7, RecordingBytes.User, 2).ToRecords();
            await File.WriteAllBytesAsync($"{data}.{part}", records, TestContext.Current.CancellationToken);
        }

        await File.WriteAllBytesAsync($"{data}.old", [1], TestContext.Current.CancellationToken);
        SampleStore expected = await LoadAsync(Path.GetDirectoryName(data)!, new SymbolOptions());
        using MemoryStream packed = new();
        await RecordingPack.WriteAsync(Path.GetDirectoryName(data)!, packed, new SymbolOptions { OpenRecordedFiles = false }, TestContext.Current.CancellationToken);
        packed.Position = 0;
        SampleStore store = await ProfileLoader.LoadAsync(packed, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([3L, 5L, 7L, 9L], store.Times.ToArray());
        Assert.Equal(StoreText.Samples(expected, names: true), StoreText.Samples(store, names: true));
        Assert.False(store.Report.IsTruncated);
    }

    [Fact]
    public async Task A_compressed_recording_is_packed_like_one_that_is_not()
    {
        byte[] bytes = new RecordingBytes().Sample(5, 7, 7, RecordingBytes.User, 1).ToFile();
        string compressed = Path.Combine(_folder.FullName, "perf.data.gz");
        await using (GZipStream file = new(File.Create(compressed), CompressionMode.Compress))
        {
            await file.WriteAsync(bytes, TestContext.Current.CancellationToken);
        }

        using MemoryStream packed = new();
        await RecordingPack.WriteAsync(compressed, packed, new SymbolOptions { OpenRecordedFiles = false }, TestContext.Current.CancellationToken);
        packed.Position = 0;
        SampleStore store = await ProfileLoader.LoadAsync(packed, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([5L], store.Times.ToArray());

        byte[] whole = await File.ReadAllBytesAsync(compressed, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(compressed, whole[..^9], TestContext.Current.CancellationToken);
        ProfileFormatException error = await Assert.ThrowsAsync<ProfileFormatException>(
            () => RecordingPack.WriteAsync(compressed, Stream.Null, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anything_but_a_recording_is_not_packed()
    {
        string text = Path.Combine(_folder.FullName, "perf.txt");
        await File.WriteAllTextAsync(text, "a  5 [000]  1.000000: 7 cycles: \n\t 3 main (/bin/s)\n\n", TestContext.Current.CancellationToken);
        using MemoryStream packed = new();
        ProfileFormatException error = await Assert.ThrowsAsync<ProfileFormatException>(() => RecordingPack.WriteAsync(text, packed, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("perf.data", error.Message, StringComparison.Ordinal);
    }

    private string Unpack(string path)
    {
        string recording = Path.Combine(_folder.FullName, "perf.data");
        using GZipStream content = new(File.OpenRead(path), CompressionMode.Decompress);
        using FileStream file = File.Create(recording);
        content.CopyTo(file);
        return recording;
    }

    private static Task<SampleStore> LoadAsync(string path, SymbolOptions symbols) =>
        ProfileLoader.LoadAsync(path, new LoadOptions { Symbols = symbols }, cancellationToken: TestContext.Current.CancellationToken);
}
