namespace FlameScope.Charts;

/// <summary>What a stack chart says of itself beside its frames.</summary>
internal sealed record StackChartHead(
    Utf8Table Names, TimeRange Range, long ProfileOrigin, Metric Metric, string EventName, Coverage Coverage, int ThreadsLeftOut);
