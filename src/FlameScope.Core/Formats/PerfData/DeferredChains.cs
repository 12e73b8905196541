using FlameScope.Columns;

namespace FlameScope.Formats.PerfData;

/// <summary>
/// Call chains whose users' parts have records of their own: the kernel writes them when a thread returns to its program, once for all
/// samples that it took until then, and perhaps to the buffer of another CPU.
/// </summary>
internal sealed class DeferredChains
{
    private const int BytesPerRow = 64;

    private readonly Dictionary<(int Tid, ulong Cookie), (int Start, int Length)> _rests = [];
    private readonly List<Waiting> _waiting = [];
    private Column<ulong> _words = new();

    public long EstimatedBytes => ((long)(_rests.Count + _waiting.Count) * BytesPerRow) + ((long)_words.Count * sizeof(ulong));

    /// <summary>Adds a sample whose chain is not complete.</summary>
    /// <param name="sample">Its place among the samples.</param>
    /// <param name="tid">Its thread.</param>
    /// <param name="cookie">What its rest is called by.</param>
    /// <param name="words">The chain that it has where its rest never comes, leaf first.</param>
    public void AddSample(int sample, int tid, ulong cookie, ReadOnlySpan<ulong> words)
    {
        _waiting.Add(new Waiting(sample, tid, cookie, _words.Count, words.Length));
        _words.AddRange(words);
    }

    /// <summary>Adds the rest of all chains that call it by its cookie.</summary>
    public void AddRest(int tid, ulong cookie, ReadOnlySpan<ulong> words)
    {
        if (_rests.TryAdd((tid, cookie), (_words.Count, words.Length)))
        {
            _words.AddRange(words);
        }
    }

    /// <summary>The chains, each as complete as it ever gets.</summary>
    public IEnumerable<(int Sample, ulong[] Words)> Complete()
    {
        foreach (Waiting waiting in _waiting)
        {
            yield return (waiting.Sample, WordsOf(waiting));
        }
    }

    // A sample of the program itself has nothing but its instruction, which its rest begins with.
    private ulong[] WordsOf(Waiting waiting)
    {
        ReadOnlySpan<ulong> own = _words.Values.Slice(waiting.Start, waiting.Length);
        if (!_rests.TryGetValue((waiting.Tid, waiting.Cookie), out (int Start, int Length) rest) || rest.Length == 0)
        {
            return own.ToArray();
        }

        ReadOnlySpan<ulong> words = _words.Values.Slice(rest.Start, rest.Length);
        ReadOnlySpan<ulong> mark = ChainContext.IsMark(words[0]) ? [] : [ChainContext.User];
        return own[0] == ChainContext.User ? [.. mark, .. words] : [.. own, .. mark, .. words];
    }

    private readonly record struct Waiting(int Sample, int Tid, ulong Cookie, int Start, int Length);
}
