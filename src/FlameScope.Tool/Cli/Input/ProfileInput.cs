namespace FlameScope.Tool.Cli;

/// <summary>Loads the recording that the command line names.</summary>
internal static class ProfileInput
{
    private const string StandardInput = "-";

    /// <exception cref="InputException">The file cannot be read, or is no recording.</exception>
    public static async Task<SampleStore> LoadAsync(string file, CancellationToken cancellationToken)
    {
        LatestProgress progress = new();
        try
        {
            // A read from a terminal or a pipe may block for ever: waiting for it ends at the signal even so.
            Task<SampleStore> load = Task.Run(() => OpenAsync(file, progress, cancellationToken), cancellationToken);
            await LoadProgressBar.ShowUntilLoadedAsync(load, progress, cancellationToken).ConfigureAwait(false);
            return await load.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ProfileFormatException error)
        {
            throw new InputException($"{NameOf(file)}: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new InputException($"cannot read {NameOf(file)}: {ReasonOf(file, error)}", error);
        }
    }

    private static async Task<SampleStore> OpenAsync(string file, LatestProgress progress, CancellationToken cancellationToken)
    {
        if (file != StandardInput)
        {
            return await ProfileLoader.LoadAsync(file, null, progress, cancellationToken).ConfigureAwait(false);
        }

        Stream input = Console.OpenStandardInput();
        await using (input.ConfigureAwait(false))
        {
            return await ProfileLoader.LoadAsync(input, null, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string NameOf(string file) => file == StandardInput ? "standard input" : $"'{file}'";

    private static string ReasonOf(string file, Exception error) => error switch
    {
        FileNotFoundException => "there is no such file.",
        DirectoryNotFoundException => "there is no such folder.",
        _ when Directory.Exists(file) => "it is a folder.",
        UnauthorizedAccessException => "permission denied.",
        _ => error.Message,
    };
}
