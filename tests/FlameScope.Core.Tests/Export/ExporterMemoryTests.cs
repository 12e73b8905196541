using FlameScope.Export;

namespace FlameScope.Core.Tests.Export;

/// <summary>Counts what exporters allocate; alone, since other tests' garbage collections empty the pools.</summary>
[Collection(nameof(ExporterMemoryTests))]
[CollectionDefinition(nameof(ExporterMemoryTests), DisableParallelization = true)]
public sealed class ExporterMemoryTests
{
    // A tenth of a byte a node, for what the runtime itself may do meanwhile.
    private const long Slack = 4096;

    [Theory]
    [MemberData(nameof(ExporterContractTests.OfTrees), MemberType = typeof(ExporterContractTests))]
    public void Memory_does_not_grow_with_the_tree(IProfileExporter<FlameTree> exporter)
    {
        FlameTree small = FlameTree.Create(ExampleProfiles.Wide(1_000));
        FlameTree large = FlameTree.Create(ExampleProfiles.Wide(50_000));
        (long less, long lessWritten) = AllocatedBy(exporter, small);
        (long more, long moreWritten) = AllocatedBy(exporter, large);
        Assert.True(moreWritten > 20 * lessWritten);
        Assert.True(more <= less + Slack, $"{less} bytes allocated for 1,000 nodes, {more} for 50,000");
    }

    [Theory]
    [MemberData(nameof(ExporterContractTests.OfMaps), MemberType = typeof(ExporterContractTests))]
    public void Memory_does_not_grow_with_the_map(IProfileExporter<HeatMap> exporter)
    {
        HeatMap small = HeatMap.Create(ExampleProfiles.Wide(1_000));
        HeatMap large = HeatMap.Create(ExampleProfiles.Wide(50_000));
        (long less, long lessWritten) = AllocatedBy(exporter, small);
        (long more, long moreWritten) = AllocatedBy(exporter, large);
        Assert.True(moreWritten > lessWritten);
        Assert.True(more <= less + Slack, $"{less} bytes allocated for a small map, {more} for a large one");
    }

    // The rows of a table of differences are worked out when they are asked for: that exporter is not among these.
    [Theory]
    [MemberData(nameof(ExporterContractTests.OfDiffs), MemberType = typeof(ExporterContractTests))]
    public void Memory_does_not_grow_with_the_difference(IProfileExporter<FlameDiff> exporter)
    {
        if (exporter is not CsvFrameDiffExporter)
        {
            AssertSteady(exporter, DiffOf(1_000), DiffOf(50_000));
        }

        static FlameDiff DiffOf(int nodes) =>
            FlameDiff.Create(FlameTree.Create(ExampleProfiles.Wide(nodes / 2)), FlameTree.Create(ExampleProfiles.Wide(nodes)));
    }

    [Theory]
    [MemberData(nameof(ExporterContractTests.OfTables), MemberType = typeof(ExporterContractTests))]
    public void Memory_does_not_grow_with_the_table(IProfileExporter<TopTable> exporter) =>
        AssertSteady(exporter, TopTable.Create(ExampleProfiles.Wide(1_000)), TopTable.Create(ExampleProfiles.Wide(50_000)));

    [Theory]
    [MemberData(nameof(ExporterContractTests.OfSlices), MemberType = typeof(ExporterContractTests))]
    public void Memory_does_not_grow_with_the_slice(IProfileExporter<ProfileSlice> exporter) =>
        AssertSteady(exporter, ProfileSlice.Of(ExampleProfiles.Wide(1_000)), ProfileSlice.Of(ExampleProfiles.Wide(50_000)));

    private static void AssertSteady<T>(IProfileExporter<T> exporter, T small, T large)
    {
        (long less, long lessWritten) = AllocatedBy(exporter, small);
        (long more, long moreWritten) = AllocatedBy(exporter, large);
        Assert.True(moreWritten > 20 * lessWritten);
        Assert.True(more <= less + Slack, $"{less} bytes allocated for a small one, {more} for a large one");
    }

    // The first run fills pools and compiles. Of the others the cheapest counts: a garbage collection beside it may empty a pool.
    private static (long Allocated, long Written) AllocatedBy<T>(IProfileExporter<T> exporter, T value)
    {
        NullBufferWriter output = new();
        exporter.Export(value, output);
        long written = output.Written;
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            exporter.Export(value, output);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (least, written);
    }
}
