namespace FlameScope.Fuzz.Checks;

/// <summary>Something that must hold for every input does not.</summary>
public sealed class InvariantException : Exception
{
    /// <summary>Creates the exception with a general message.</summary>
    public InvariantException()
        : this("An invariant is broken.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What does not hold.</param>
    public InvariantException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">What does not hold.</param>
    /// <param name="innerException">The cause.</param>
    public InvariantException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Throws where a condition does not hold.</summary>
    /// <param name="condition">What must be true.</param>
    /// <param name="message">What does not hold otherwise.</param>
    public static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvariantException(message);
        }
    }

    /// <summary>Throws where two values differ.</summary>
    /// <param name="expected">What must be.</param>
    /// <param name="actual">What is.</param>
    /// <param name="what">The name of the value.</param>
    public static void RequireEqual<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvariantException($"{what}: expected {expected}, found {actual}");
        }
    }

    /// <summary>Throws where two runs of values differ.</summary>
    /// <param name="expected">What must be.</param>
    /// <param name="actual">What is.</param>
    /// <param name="what">The name of the values.</param>
    public static void RequireSame<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what)
    {
        if (!expected.SequenceEqual(actual))
        {
            throw new InvariantException($"{what} differ: {expected.Length} and {actual.Length} values, the first {expected.CommonPrefixLength(actual)} equal");
        }
    }
}
