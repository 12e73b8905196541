namespace FlameScope.Tool.Cli;

/// <summary>Loads the recording that the command line names.</summary>
internal static class ProfileInput
{
    private const string StandardInput = "-";

    /// <exception cref="InputException">The file cannot be read, or is no recording.</exception>
    public static async Task<SampleStore> LoadAsync(InputRequest input, CancellationToken cancellationToken)
    {
        string file = input.File;
        LatestProgress progress = new();
        try
        {
            // A read from a terminal or a pipe may block for ever: waiting for it ends at the signal even so.
            Task<SampleStore> load = Task.Run(() => OpenAsync(input, progress, cancellationToken), cancellationToken);
            await LoadProgressBar.ShowUntilLoadedAsync(load, progress, cancellationToken).ConfigureAwait(false);
            SampleStore store = (await load.WaitAsync(cancellationToken).ConfigureAwait(false)).WithNames(input.Names);
            return input.Markers is string markers ? WithMarkers(store, markers) : store;
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

    private static SampleStore WithMarkers(SampleStore store, string file)
    {
        try
        {
            return store.WithMarkers(MarkerFile.Read(file, store));
        }
        catch (ProfileFormatException error)
        {
            throw new InputException($"{NameOf(file)}: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            throw new InputException($"{NameOf(file)}: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new InputException($"cannot read {NameOf(file)}: {ReasonOf(file, error)}", error);
        }
    }

    private static async Task<SampleStore> OpenAsync(InputRequest request, LatestProgress progress, CancellationToken cancellationToken)
    {
        if (request.File != StandardInput)
        {
            return await ProfileLoader.LoadAsync(request.File, request.Load, progress, cancellationToken).ConfigureAwait(false);
        }

        Stream input = Console.OpenStandardInput();
        await using (input.ConfigureAwait(false))
        {
            return await ProfileLoader.LoadAsync(input, request.Load, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string NameOf(string file) => file == StandardInput ? "standard input" : $"'{file}'";

    private static string ReasonOf(string file, Exception error) => error switch
    {
        FileNotFoundException => "there is no such file.",
        DirectoryNotFoundException => "there is no such folder.",
        _ when Directory.Exists(file) => "it is a folder.",
        UnauthorizedAccessException => "permission denied.",
        ArgumentException argument => UsageException.ReasonOf(argument),
        _ => error.Message,
    };
}
