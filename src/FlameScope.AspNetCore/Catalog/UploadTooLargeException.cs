namespace FlameScope.AspNetCore.Catalog;

/// <summary>An uploaded file has more bytes than are allowed.</summary>
internal sealed class UploadTooLargeException : Exception;
