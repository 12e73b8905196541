namespace FlameScope.AspNetCore.Catalog;

/// <summary>A file that is not taken, and why.</summary>
internal sealed class UploadException(int status, string title, string message) : Exception(message)
{
    /// <summary>The HTTP status that says so.</summary>
    public int Status { get; } = status;

    /// <summary>The kind of refusal in a few words.</summary>
    public string Title { get; } = title;
}
