namespace FlameScope.Formats.Protobuf.Tables;

/// <summary>Holds the tables of an input to the load's limits while they are not the builder's yet.</summary>
internal static class TableLimit
{
    /// <exception cref="ProfileFormatException">One more row would be over the limit.</exception>
    public static void Check(string what, int count, int limit, string name)
    {
        if (count >= limit)
        {
            throw new ProfileFormatException(FormattableString.Invariant(
                $"The input has more than {limit} {what}, the limit set by {nameof(StoreLimits)}.{name}. Raise it if the input can be trusted."));
        }
    }
}
