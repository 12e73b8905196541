using System.Formats.Tar;
using System.IO.Compression;
using FlameScope.Symbols;
using FlameScope.Symbols.Search;
using FlameScope.Tests.Processes;
using static FlameScope.Core.Tests.Symbols.Search.SymbolRoot;

namespace FlameScope.Core.Tests.Symbols.Search;

/// <summary>Nothing leads out of a root, and nothing is opened that might never end.</summary>
public sealed class RootSafetyTests
{
    private const string Recorded = "/opt/app/bin/app";

    [Fact]
    public void Links_are_followed_within_the_root_and_not_out_of_it()
    {
        using SymbolRoot outside = new();
        outside.Add("secret", Named("secret"));
        using SymbolRoot root = new();
        root.Add("files/program", Named("inside")).Link("opt/app/bin/app", "../../../files/program");
        Assert.Equal("inside", root.NameOf(Recorded));

        using SymbolRoot trap = new();
        trap.Link("opt/app/bin/app", Path.Combine(outside.Path, "secret")).Link("up", "../../..").Link("folder", outside.Path);
        Assert.DoesNotContain("secret", trap.NameOf(Recorded), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", trap.NameOf($"/up{outside.Path}/secret"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", trap.NameOf("/folder/secret"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", trap.NameOf($"/../../../../../..{outside.Path}/secret"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_absolute_link_begins_at_the_root_as_in_a_container()
    {
        using SymbolRoot root = new();
        root.Add("usr/bin/program", Named("inside")).Link("opt/app/bin/app", "/usr/bin/program");

        Assert.Equal("inside", root.NameOf(Recorded));
    }

    [Fact]
    public void Links_that_go_round_end()
    {
        using SymbolRoot root = new();
        root.Link("opt/app/bin/app", "app").Link("a", "b").Link("b", "a").Link("self", ".");

        Assert.StartsWith("no file", root.NameOf(Recorded), StringComparison.Ordinal);
        Assert.StartsWith("no file", root.NameOf("/a/x"), StringComparison.Ordinal);
        Assert.StartsWith("no file", root.NameOf("/" + string.Join('/', Enumerable.Repeat("self", 100)) + "/x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipes_are_not_opened()
    {
        using SymbolRoot root = new();
        root.Add("opt/app/bin/other", [1]);
        ProgramRun made = await ProgramRun.RunAsync("mkfifo", [Path.Combine(root.Path, "opt/app/bin/app"), Path.Combine(root.Path, "perf-1.map"), Path.Combine(root.Path, "kallsyms")], root.Path);
        Assert.Equal(0, made.ExitCode);

        Assert.StartsWith("no file", root.NameOf(Recorded), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//anon")]
    [InlineData("[heap]")]
    public void Odd_paths_find_nothing(string path)
    {
        using SymbolRoot root = new();
        root.Add("file", Named("file", OtherId));

        Assert.StartsWith("no file", root.NameOf(path), StringComparison.Ordinal);
        root.NameOf(path, "");
        root.NameOf(path, "../../../../etc");
        root.NameOf(path, "AB01");
    }

    [Theory]
    [InlineData("tar")]
    [InlineData("gz")]
    [InlineData("zst")]
    [InlineData("bz2")]
    public async Task An_archive_stands_for_a_folder(string compression)
    {
        Assert.SkipUnless(compression != "bz2" || File.Exists("/usr/bin/bzip2") || File.Exists("/bin/bzip2"), "bzip2 is not installed");
        using TemporaryFolder folder = new();
        string path = folder.PathOf("symbols.any");
        byte[] tar = Tar(("./debug/app/elf", Named("packed"), null), ($"debug/.build-id/{BuildId[..2]}/{BuildId[2..]}", null, "../../app"));
        if (compression == "bz2")
        {
            File.WriteAllBytes(folder.PathOf("symbols"), tar);
            Assert.Equal(0, (await ProgramRun.RunAsync("bzip2", [folder.PathOf("symbols")], folder.Path)).ExitCode);
            path = folder.PathOf("symbols.bz2");
        }
        else
        {
            File.WriteAllBytes(path, Compressed(tar, compression));
        }

        using RecordingSymbols symbols = Open(path);
        Assert.Equal("packed", NameOf(symbols, Recorded));
        Assert.Empty(symbols.CreateNotes());
    }

    [Fact]
    public void Nothing_of_an_archive_is_written_outside_its_folder()
    {
        using TemporaryFolder folder = new();
        string victim = folder.PathOf("victim");
        string archive = folder.PathOf("a.tar");
        File.WriteAllBytes(archive, Tar(
            ("../../escaped", [1], null), ("link", null, folder.Path), ("link/victim", [1, 2, 3], null), (victim, [1], null), ("good/app", Named("good"), null)));
        string target = folder.PathOf("out");
        Directory.CreateDirectory(target);

        RootArchive.Unpack(archive, target, 1 << 20);

        Assert.False(File.Exists(victim));
        Assert.Equal(["a.tar", "out"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
        Assert.True(File.Exists(Path.Combine(target, "good/app")));
    }

    [Fact]
    public void Files_of_an_archive_that_are_too_large_are_left_out_and_told()
    {
        using TemporaryFolder folder = new();
        string archive = folder.PathOf("a.tar.gz");
        File.WriteAllBytes(archive, Compressed(Tar(("zeros", new byte[100_000], null), ("app", Named("good"), null)), "gz"));

        using RecordingSymbols symbols = new(new SymbolOptions { Roots = [archive], MaxFileBytes = 10_000, OpenRecordedFiles = false }, isFile: true);
        Assert.Equal("good", NameOf(symbols, Recorded));
        SymbolNote note = Assert.Single(symbols.CreateNotes());
        Assert.Equal("zeros in it is larger than is allowed", note.Reason);
    }

    [Fact]
    public void A_damaged_archive_is_told_and_what_comes_before_is_used()
    {
        byte[] whole = Compressed(Tar(("app", Named("good"), null), ("rest", new byte[100_000], null)), "gz");
        using TemporaryFolder folder = new();

        // The last bytes hold nothing of the files any more.
        for (int length = 0; length < whole.Length - 40; length += 7)
        {
            File.WriteAllBytes(folder.PathOf("a"), whole[..length]);
            using RecordingSymbols symbols = Open(folder.PathOf("a"));
            NameOf(symbols, Recorded);
            Assert.NotEmpty(symbols.CreateNotes());
        }

        byte[] tar = Tar(("app", Named("good"), null));
        for (int i = 0; i < 512; i++)
        {
            byte[] damaged = [.. tar];
            damaged[i] ^= 0x55;
            File.WriteAllBytes(folder.PathOf("b"), damaged);
            using RecordingSymbols symbols = Open(folder.PathOf("b"));
            NameOf(symbols, Recorded);
        }
    }

    [Fact]
    public void Temporary_folders_are_gone_after_the_load()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.PathOf("a.tar"), Tar(("app", Named("good"), null)));
        string before = string.Join('\n', Unpacked());
        using (RecordingSymbols symbols = Open(folder.PathOf("a.tar")))
        {
            NameOf(symbols, Recorded);
        }

        Assert.Equal(before, string.Join('\n', Unpacked()));

        static IEnumerable<string> Unpacked() => Directory.EnumerateDirectories(Path.GetTempPath(), "flamescope-symbols-*").Where(path => File.Exists(Path.Combine(path, "app"))).Order();
    }

    private static byte[] Tar(params (string Name, byte[]? Content, string? Target)[] entries)
    {
        using MemoryStream all = new();
        using (TarWriter writer = new(all, leaveOpen: true))
        {
            foreach ((string name, byte[]? content, string? target) in entries)
            {
                writer.WriteEntry(content is null
                    ? new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = target! }
                    : new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return all.ToArray();
    }

    private static byte[] Compressed(byte[] content, string compression)
    {
        using MemoryStream all = new();
        using (Stream stream = compression switch
        {
            "gz" => new GZipStream(all, CompressionLevel.Fastest, leaveOpen: true),
            "zst" => new ZstdSharp.CompressionStream(all, leaveOpen: true),
            _ => new BufferedStream(new MemoryStream()),
        })
        {
            if (compression == "tar")
            {
                return content;
            }

            stream.Write(content);
        }

        return all.ToArray();
    }
}
