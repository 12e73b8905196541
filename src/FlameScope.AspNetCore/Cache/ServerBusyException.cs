namespace FlameScope.AspNetCore.Cache;

/// <summary>More is asked for than can be done soon: whoever asks again after a while may have it.</summary>
internal sealed class ServerBusyException(string message) : Exception(message)
{
    /// <summary>When to ask again, in seconds.</summary>
    public const int RetryAfter = 1;
}
