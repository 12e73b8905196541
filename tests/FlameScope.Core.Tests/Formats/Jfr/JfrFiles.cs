using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace FlameScope.Core.Tests.Formats.Jfr;

/// <summary>The recordings that lie beside the tests, and what <c>jfr print</c> says of their samples.</summary>
internal static partial class JfrFiles
{
    public static byte[] Read(string name)
    {
        using GZipStream gzip = new(File.OpenRead(PathOf(name)), CompressionMode.Decompress);
        using MemoryStream all = new();
        gzip.CopyTo(all);
        return all.ToArray();
    }

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "jfr", name);

    public static SampleStore Load(byte[] recording, LoadOptions? options = null) =>
        ProfileLoader.LoadAsync(new MemoryStream(recording), options).GetAwaiter().GetResult();

    /// <summary>The lines of a table that was made from <c>jfr print --json</c>, in the order of time.</summary>
    public static List<JfrSample> TruthOf(string name) =>
    [
        .. Encoding.UTF8.GetString(Read(name)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .Select(cells => new JfrSample(
                long.Parse(cells[0], CultureInfo.InvariantCulture),
                cells[1],
                $"{cells[2]} {cells[3]}",
                HiddenClass().Replace(cells[6], "")))
            .OrderBy(sample => sample.Time),
    ];

    public static List<JfrSample> SamplesOf(SampleStore store) =>
        [.. Enumerable.Range(0, store.Count).Select(i => SampleOf(store, i))];

    private static JfrSample SampleOf(SampleStore store, int sample)
    {
        ProfiledThread thread = store.ThreadTable[store.Threads[sample].Value];
        return new JfrSample(
            store.Times[sample],
            store.Strings.GetString(store.EventKinds[store.Events[sample]].Name),
            $"{store.Strings.GetString(thread.Command)} {thread.Tid}",
            string.Join(';', store.StackTrie.FramesOf(store.Stacks[sample]).Select(id => store.Frames[id.Value]).Select(frame =>
                $"{store.Strings.GetString(frame.Symbol)} [{frame.Kind}]")));
    }

    // Orders$$Lambda$88+0x00007fe1c4007a08.266272063.run
    [GeneratedRegex(@"\+0x[0-9a-f]+\.\d+")]
    private static partial Regex HiddenClass();
}

/// <summary>A sample in words.</summary>
internal sealed record JfrSample(long Time, string Event, string Thread, string Stack);
