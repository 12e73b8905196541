namespace FlameScope.EventPipe;

/// <summary>A .NET process cannot be recorded; the message says why and what to do.</summary>
public sealed class EventPipeException : Exception
{
    /// <summary>Creates the exception with a general message.</summary>
    public EventPipeException()
        : this("The process cannot be recorded.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What cannot be done, and what to do.</param>
    public EventPipeException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What cannot be done, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public EventPipeException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
