namespace FlameScope.Formats.Json;

/// <summary>Reads a text from its first token to its last.</summary>
/// <param name="json">Before the first token.</param>
internal delegate void JsonRead(ref JsonCursor json);

/// <summary>Lets a format walk its input, which may have to be waited for, as if all of it were there.</summary>
internal static class JsonReading
{
    /// <summary>Runs a walk on a thread of its own, so that waiting for input takes no thread from the pool.</summary>
    /// <param name="source">The input.</param>
    /// <param name="builder">Where samples go; its limits are checked with every block.</param>
    /// <param name="context">The account, which gets the number of bytes read.</param>
    /// <param name="maxDepth">How deeply objects and arrays may be nested.</param>
    /// <param name="read">The walk.</param>
    /// <param name="cancellationToken">Ends the read early.</param>
    /// <param name="bytesBeside">Bytes that the walk holds beside the builder's own; <see langword="null"/> for none.</param>
    public static Task RunAsync(
        ProfileSource source,
        SampleStoreBuilder builder,
        LoadContext context,
        int maxDepth,
        JsonRead read,
        CancellationToken cancellationToken,
        Func<long>? bytesBeside = null) =>
        Task.Factory.StartNew(
            () =>
            {
                using JsonInput input = JsonInput.Open(source, context, cancellationToken);
                input.Checkpoint = () => builder.ThrowIfOverLimits(bytesBeside?.Invoke() ?? 0);
                JsonCursor json = new(input, maxDepth);
                read(ref json);
                input.Drain();
                context.BytesRead = input.BytesRead;
            },
            cancellationToken,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);
}
