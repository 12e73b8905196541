namespace FlameScope;

/// <summary>How much of a running recording a window keeps, and how often it is shown anew.</summary>
public sealed record LiveWindowOptions
{
    /// <summary>How long a sample stays: the window ends with the latest sample and begins with the whole second this long before it. 10 minutes by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public TimeSpan Length { get; init => field = Positive(value, nameof(Length)); } = TimeSpan.FromMinutes(10);

    /// <summary>The most bytes that samples and tables may take; 256 MiB by default. It wins over <see cref="Length"/>, and snapshots say so.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public long MaxBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(MaxBytes));
            field = value;
        }
    } = 256L << 20;

    /// <summary>How much later than a sample an earlier one may come without being counted as late; 200 ms by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public TimeSpan ReorderWindow
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(ReorderWindow));
            field = value;
        }
    } = TimeSpan.FromMilliseconds(200);

    /// <summary>The time between two snapshots while samples come; 100 ms by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    public TimeSpan PublishInterval { get; init => field = Positive(value, nameof(PublishInterval)); } = TimeSpan.FromMilliseconds(100);

    /// <summary>How the input is read.</summary>
    public LoadOptions Load { get; init; } = new();

    private static TimeSpan Positive(TimeSpan value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
        return value;
    }
}
