namespace FlameScope;

/// <summary>The input is not a profile that can be read, or (in strict mode) a part of it is not.</summary>
public sealed class ProfileFormatException : Exception
{
    /// <summary>Creates the exception with a general message.</summary>
    public ProfileFormatException()
        : this("The input is not a profile that can be read.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was found, where, and what was expected.</param>
    public ProfileFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What was found, where, and what was expected.</param>
    /// <param name="innerException">The cause.</param>
    public ProfileFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for one place in the input.</summary>
    /// <param name="diagnostic">The place, its text, and what was expected.</param>
    public ProfileFormatException(LoadDiagnostic diagnostic)
        : base(diagnostic?.ToString()) => Diagnostic = diagnostic;

    /// <summary>The place in the input, where there is one.</summary>
    public LoadDiagnostic? Diagnostic { get; }
}
