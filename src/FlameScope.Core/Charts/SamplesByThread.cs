using System.Buffers;
using FlameScope.Filters;

namespace FlameScope.Charts;

/// <summary>The shown samples of a slice, thread after thread, those of a thread in order.</summary>
/// <remarks>Holds rented memory: four bytes a sample, four a thread.</remarks>
internal sealed class SamplesByThread : IDisposable
{
    private readonly int _threads;
    private int[] _samples;
    private int[] _ends;

    public SamplesByThread(SampleStore store, SampleSelection selection)
    {
        _threads = store.ThreadTable.Length;
        _samples = ArrayPool<int>.Shared.Rent((int)selection.Shown);
        _ends = ArrayPool<int>.Shared.Rent(_threads + 1);
        Array.Clear(_ends, 0, _threads + 1);
        foreach ((int first, int end) in selection.RunsOfStore)
        {
            for (int sample = first; sample < end; sample++)
            {
                _ends[store.Threads[sample].Value + 1]++;
            }
        }

        for (int thread = 0; thread < _threads; thread++)
        {
            _ends[thread + 1] += _ends[thread];
        }

        // Each thread's start moves to its end while it is filled.
        foreach ((int first, int end) in selection.RunsOfStore)
        {
            for (int sample = first; sample < end; sample++)
            {
                _samples[_ends[store.Threads[sample].Value]++] = sample;
            }
        }
    }

    /// <summary>The samples of a thread, as indices into the store.</summary>
    public ReadOnlySpan<int> Of(int thread)
    {
        int start = thread == 0 ? 0 : _ends[thread - 1];
        return _samples.AsSpan(start, _ends[thread] - start);
    }

    /// <summary>The thread with the most samples, the first of several.</summary>
    public int Busiest()
    {
        int busiest = 0;
        for (int thread = 1; thread < _threads; thread++)
        {
            busiest = Of(thread).Length > Of(busiest).Length ? thread : busiest;
        }

        return busiest;
    }

    public void Dispose()
    {
        (int[] samples, int[] ends) = (_samples, _ends);
        _samples = [];
        _ends = [];
        if (ends.Length > 0)
        {
            ArrayPool<int>.Shared.Return(samples);
            ArrayPool<int>.Shared.Return(ends);
        }
    }
}
