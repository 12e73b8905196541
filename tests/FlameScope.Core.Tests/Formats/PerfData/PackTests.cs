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
