namespace FlameScope.AspNetCore.Compatibility;

/// <summary>A request that Netflix FlameScope's client gets an error for.</summary>
internal sealed class NetflixException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
