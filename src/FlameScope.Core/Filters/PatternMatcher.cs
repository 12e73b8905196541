using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FlameScope.Filters;

/// <summary>Compares one pattern with all names of a profile: within a bound of time, and until nobody waits for the answer.</summary>
internal struct PatternMatcher
{
    private const int NamesPerCheck = 16;

    private readonly TextPattern _pattern;
    private readonly CancellationToken _cancellation;
    private readonly TimeSpan _limit;
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _compared;

    public PatternMatcher(TextPattern pattern, CancellationToken cancellation)
        : this(pattern, TextPattern.MaxDuration, cancellation)
    {
    }

    public PatternMatcher(TextPattern pattern, TimeSpan limit, CancellationToken cancellation)
    {
        _pattern = pattern;
        _cancellation = cancellation;
        _limit = limit;
    }

    /// <summary>Whether a name fits.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    /// <exception cref="TimeoutException">All names together took longer than the limit.</exception>
    public bool IsMatch(ReadOnlySpan<byte> name)
    {
        if (_compared++ % NamesPerCheck == 0)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (_pattern.Match == TextMatch.Regex && Stopwatch.GetElapsedTime(_start) > _limit)
            {
                throw TooLong(null);
            }
        }

        try
        {
            return _pattern.IsMatch(name);
        }
        catch (RegexMatchTimeoutException error)
        {
            throw TooLong(error);
        }
    }

    private readonly TimeoutException TooLong(Exception? inner) => new(
        FormattableString.Invariant($"Comparing the pattern {_pattern} with the names of the profile took longer than {_limit.TotalSeconds:0.###} s. Use a simpler one."), inner);
}
