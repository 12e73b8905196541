namespace FlameScope.Tool.Cli;

/// <summary>Where a view is written to: standard output, or a file that appears whole or not at all.</summary>
internal static class OutputTarget
{
    /// <summary>Why standard output takes nothing: <c>flamescope info FILE &gt;&amp;-</c>.</summary>
    public const string IsClosed = "it is closed, or not open for writing.";

    private const int BufferSize = 64 * 1024;

    /// <exception cref="UsageException">The output would overwrite the recording.</exception>
    public static void ThrowIfInput(string? output, string input, string name = "the recording itself")
    {
        if (output is not null && input != "-" && Path.GetFullPath(output) == Path.GetFullPath(input) && !IsDevice(output))
        {
            throw new UsageException($"'{output}' is {name}.");
        }
    }

    /// <exception cref="InputException">The output cannot be written.</exception>
    public static void Write(string? file, Action<Stream> write, CancellationToken cancellationToken)
    {
        try
        {
            if (file is null)
            {
                // Standard output that nobody reads any more takes the rest in silence.
                using LineEndStream terminal = new(Console.OpenStandardOutput());
                WriteTo(terminal, write, cancellationToken);
                if (!Console.IsOutputRedirected)
                {
                    terminal.EndLine();
                }
            }
            else if (IsDevice(file))
            {
                WriteTo(new FileStream(file, FileMode.Open, FileAccess.Write), write, cancellationToken);
            }
            else
            {
                AtomicFile.Write(file, stream => WriteTo(stream, write, cancellationToken));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot write {(file is null ? "standard output" : $"'{file}'")}: {ReasonOf(file, error)}", error);
        }
    }

    private static void WriteTo(Stream stream, Action<Stream> write, CancellationToken cancellationToken)
    {
        using BufferedStream buffered = new(new CancellableStream(stream, cancellationToken), BufferSize);
        write(buffered);
        buffered.Flush();
    }

    // Replacing a device such as /dev/null or /dev/fd/63 by a file is never what was meant.
    private static bool IsDevice(string file) =>
        !OperatingSystem.IsWindows()
        && Path.GetFullPath(file) is string full
        && (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal));

    private static string ReasonOf(string? file, Exception error) => error switch
    {
        _ when file is not null && Directory.Exists(file) => "it is a folder.",
        DirectoryNotFoundException => "there is no such folder.",
        UnauthorizedAccessException => file is null ? IsClosed : "permission denied.",
        _ => error.Message,
    };
}
