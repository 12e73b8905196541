using System.Text.Json;
using FlameScope.Core.Tests.Corpus;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>Recordings of one program under many options of perf record, beside the repository: every count is known.</summary>
public sealed class ShopTests
{
    private const string Folder = "binary/shop/";

    public static TheoryData<string> Recordings()
    {
        TheoryData<string> data = [];
        if (CorpusFiles.Has(Folder + "truth.json"))
        {
            foreach (JsonProperty recording in Truth().EnumerateObject().Where(recording => CorpusFiles.Has($"{Folder}{recording.Name}.perf.txt.gz")))
            {
                data.Add(recording.Name);
            }
        }

        return data;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Recordings))]
    public void Every_recording_is_read_with_exact_counts(string recording)
    {
        JsonElement truth = Truth().GetProperty(recording);
        SampleStore store = CorpusFiles.Load($"{Folder}{recording}.perf.txt.gz");
        Assert.Equal(truth.GetProperty("samples").GetInt32(), store.Report.Samples);
        Assert.Equal(0, store.Report.Unparsed);
        Assert.Equal(Counts(truth, "byEvent"), Sums(store, sample => store.Strings.GetString(store.EventKinds[store.Events[sample]].Name), _ => 1));
        Assert.Equal(Counts(truth, "byCommand"), Sums(store, sample => store.Strings.GetString(store.ThreadTable[store.Threads[sample].Value].Command), _ => 1));
        Assert.Equal(
            Counts(truth, "periodSumByEvent").Where(sum => sum.Value != 0),
            Sums(store, sample => store.Strings.GetString(store.EventKinds[store.Events[sample]].Name), store.WeightOf).Where(sum => Counts(truth, "periodSumByEvent").GetValueOrDefault(sum.Key) != 0));
        Assert.Equal(truth.GetProperty("stackless").GetInt32(), store.SamplesOfInput().Count(sample => store.Stacks[sample] == StackId.Empty));
        Assert.Equal(truth.GetProperty("frames").GetInt32(), store.SamplesOfInput().Sum(sample => store.StackTrie.DepthOf(store.Stacks[sample])));
        Assert.Equal(truth.GetProperty("firstNs").GetInt64() / 1000, store.Times[0] / 1000);
        Assert.Equal(truth.GetProperty("lastNs").GetInt64() / 1000, store.Times[^1] / 1000);
    }

    private static JsonElement Truth() => JsonDocument.Parse(File.ReadAllText(CorpusFiles.PathOf(Folder + "truth.json"))).RootElement;

    private static SortedDictionary<string, long> Counts(JsonElement truth, string name) =>
        new(truth.GetProperty(name).EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt64()), StringComparer.Ordinal);

    private static SortedDictionary<string, long> Sums(SampleStore store, Func<int, string> key, Func<int, long> value) =>
        new(store.SamplesOfInput().GroupBy(key).ToDictionary(group => group.Key, group => group.Sum(value)), StringComparer.Ordinal);
}
