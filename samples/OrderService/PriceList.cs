using System.Diagnostics;
using System.Globalization;

namespace OrderService;

/// <summary>Prices, which the first request that finds them old reads anew.</summary>
/// <remarks>
/// The flaw: whoever reads them holds the lock, and everybody else waits in front of it. Mended, one reads beside the others, who use the old
/// prices until then.
/// </remarks>
internal sealed class PriceList(Mending mending)
{
    private const int Articles = 60_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private volatile Dictionary<int, decimal> _prices = Read();
    private long _read = Stopwatch.GetTimestamp();
    private int _isReading;

    public decimal PriceOf(int article) => mending.IsDone ? PriceBesideReading(article) : PriceInLock(article);

    private decimal PriceInLock(int article)
    {
        lock (_lock)
        {
            if (Stopwatch.GetElapsedTime(_read) > MaxAge)
            {
                _prices = Read();
                _read = Stopwatch.GetTimestamp();
            }

            return _prices[article % Articles];
        }
    }

    private decimal PriceBesideReading(int article)
    {
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref _read)) > MaxAge && Interlocked.Exchange(ref _isReading, 1) == 0)
        {
            _ = Task.Run(() =>
            {
                _prices = Read();
                Volatile.Write(ref _read, Stopwatch.GetTimestamp());
                Volatile.Write(ref _isReading, 0);
            });
        }

        return _prices[article % Articles];
    }

    // What a file or a database would send, line by line.
    private static Dictionary<int, decimal> Read()
    {
        Dictionary<int, decimal> prices = [];
        for (int article = 0; article < Articles; article++)
        {
            string line = string.Create(CultureInfo.InvariantCulture, $"{article};{(article % 997) + 0.99m}");
            string[] fields = line.Split(';');
            prices[int.Parse(fields[0], CultureInfo.InvariantCulture)] = decimal.Parse(fields[1], CultureInfo.InvariantCulture);
        }

        return prices;
    }
}
