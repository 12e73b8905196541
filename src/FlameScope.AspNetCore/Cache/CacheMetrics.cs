using System.Diagnostics.Metrics;

namespace FlameScope.AspNetCore.Cache;

/// <summary>The cache's counters, under the meter <see cref="MeterName"/>.</summary>
internal sealed class CacheMetrics : IDisposable
{
    public const string MeterName = "FlameScope.AspNetCore";

    private readonly Meter _meter;
    private readonly Counter<long> _hits;
    private readonly Counter<long> _misses;
    private readonly Counter<long> _evictions;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _loadDuration;
    private readonly UpDownCounter<long> _bytes;
    private readonly UpDownCounter<long> _profiles;

    public CacheMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _hits = _meter.CreateCounter<long>("flamescope.cache.hits", "{request}", "Requests for a profile that was in memory or on its way.");
        _misses = _meter.CreateCounter<long>("flamescope.cache.misses", "{request}", "Requests that started to load a profile.");
        _evictions = _meter.CreateCounter<long>("flamescope.cache.evictions", "{profile}", "Profiles that left memory for others, or because their file changed.");
        _failures = _meter.CreateCounter<long>("flamescope.load.failures", "{load}", "Loads that failed.");
        _loadDuration = _meter.CreateHistogram<double>("flamescope.load.duration", "s", "Time a load took.");
        _bytes = _meter.CreateUpDownCounter<long>("flamescope.cache.size", "By", "Memory of the loaded profiles.");
        _profiles = _meter.CreateUpDownCounter<long>("flamescope.cache.profiles", "{profile}", "Loaded profiles.");
    }

    public void Hit() => _hits.Add(1);

    public void Missed() => _misses.Add(1);

    public void Failed() => _failures.Add(1);

    public void Loaded(long bytes, TimeSpan duration)
    {
        _loadDuration.Record(duration.TotalSeconds);
        _bytes.Add(bytes);
        _profiles.Add(1);
    }

    public void Evicted(long bytes)
    {
        _evictions.Add(1);
        _bytes.Add(-bytes);
        _profiles.Add(-1);
    }

    public void Dispose() => _meter.Dispose();
}
