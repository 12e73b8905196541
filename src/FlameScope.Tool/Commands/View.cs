using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

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
            throw new UsageException(UsageException.ReasonOf(error), error);
        }
        catch (InvalidOperationException error)
        {
            throw new InputException(error.Message, error);
        }
    }
}
