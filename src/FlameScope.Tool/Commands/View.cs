namespace FlameScope.Tool.Commands;

/// <summary>Builds views, and sorts what can go wrong into the command's two kinds of failure.</summary>
internal static class View
{
    /// <exception cref="UsageException">The recording has no such event.</exception>
    /// <exception cref="InputException">The recording cannot give this view: it has no clock, or the map would be huge.</exception>
    public static T Of<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (ArgumentException error) when (error is not (ArgumentNullException or ArgumentOutOfRangeException))
        {
            throw new UsageException(MessageOf(error), error);
        }
        catch (InvalidOperationException error)
        {
            throw new InputException(error.Message, error);
        }
    }

    /// <summary>What is wrong, without the name of a parameter, which says nothing to who typed a command.</summary>
    public static string MessageOf(ArgumentException error) => error.ParamName is null
        ? error.Message
        : error.Message.Replace($" (Parameter '{error.ParamName}')", "", StringComparison.Ordinal);
}
