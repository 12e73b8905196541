using FlameScope.Samples;

namespace FlameScope.HeatMaps;

/// <summary>The row that a sample stands in. Implemented by structs, so that loops over samples make no calls.</summary>
internal interface ISampleRows
{
    /// <param name="block">The sample's block.</param>
    /// <param name="sample">Its index there.</param>
    int Of(SampleBlock block, int sample);
}

/// <summary>All samples stand in one row.</summary>
internal readonly struct OneRow : ISampleRows
{
    public int Of(SampleBlock block, int sample) => 0;
}

/// <param name="rows">By CPU, the unknown one of -1 included.</param>
internal readonly struct RowsByCpu(int[] rows) : ISampleRows
{
    public int Of(SampleBlock block, int sample) => rows[(ushort)block.CpuOf(sample)];
}

/// <param name="rows">By set of labels.</param>
internal readonly struct RowsByLabels(int[] rows) : ISampleRows
{
    public int Of(SampleBlock block, int sample) => rows[sample < block.Labels.Length ? block.Labels[sample].Value : 0];
}

/// <param name="rows">By thread.</param>
internal readonly struct RowsByThread(int[] rows) : ISampleRows
{
    public int Of(SampleBlock block, int sample) => rows[block.Threads[sample].Value];
}
