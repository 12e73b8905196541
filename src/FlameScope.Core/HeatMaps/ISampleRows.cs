using FlameScope.Samples;

namespace FlameScope.HeatMaps;

/// <summary>The rows that the samples of a block stand in. Implemented by structs over its columns, so that loops over samples make no calls.</summary>
/// <typeparam name="TSelf">The struct.</typeparam>
internal interface ISampleRows<TSelf>
    where TSelf : struct, ISampleRows<TSelf>, allows ref struct
{
    /// <param name="block">The samples.</param>
    /// <param name="rows">The row of each value of the column that decides.</param>
    static abstract TSelf In(SampleBlock block, int[] rows);

    /// <param name="sample">A sample of the block.</param>
    int Of(int sample);
}

/// <summary>All samples stand in one row.</summary>
internal readonly struct OneRow : ISampleRows<OneRow>
{
    public static OneRow In(SampleBlock block, int[] rows) => default;

    public int Of(int sample) => 0;
}

/// <summary>Rows by CPU, the unknown one of -1 included.</summary>
internal readonly ref struct RowsByCpu : ISampleRows<RowsByCpu>
{
    private readonly ReadOnlySpan<short> _cpus;
    private readonly int[] _rows;

    private RowsByCpu(ReadOnlySpan<short> cpus, int[] rows)
    {
        _cpus = cpus;
        _rows = rows;
    }

    public static RowsByCpu In(SampleBlock block, int[] rows) => new(block.Cpus, rows);

    public int Of(int sample) => _rows[(ushort)_cpus[sample]];
}

/// <summary>Rows by set of labels.</summary>
internal readonly ref struct RowsByLabels : ISampleRows<RowsByLabels>
{
    private readonly ReadOnlySpan<LabelSetId> _labels;
    private readonly int[] _rows;

    private RowsByLabels(ReadOnlySpan<LabelSetId> labels, int[] rows)
    {
        _labels = labels;
        _rows = rows;
    }

    public static RowsByLabels In(SampleBlock block, int[] rows) => new(block.Labels, rows);

    public int Of(int sample) => _rows[sample < _labels.Length ? _labels[sample].Value : 0];
}

/// <summary>Rows by thread.</summary>
internal readonly ref struct RowsByThread : ISampleRows<RowsByThread>
{
    private readonly ReadOnlySpan<ThreadId> _threads;
    private readonly int[] _rows;

    private RowsByThread(ReadOnlySpan<ThreadId> threads, int[] rows)
    {
        _threads = threads;
        _rows = rows;
    }

    public static RowsByThread In(SampleBlock block, int[] rows) => new(block.Threads, rows);

    public int Of(int sample) => _rows[_threads[sample].Value];
}
