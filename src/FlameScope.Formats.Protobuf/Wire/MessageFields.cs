namespace FlameScope.Formats.Protobuf.Wire;

/// <summary>Walks the fields of the outermost message, and keeps the account of damage.</summary>
internal static class MessageFields
{
    /// <summary>Calls for each field of the whole input, up to its end or to where nothing can be read any more.</summary>
    /// <param name="reader">The input, which is read from its beginning.</param>
    /// <param name="read">Reads one field's value; told its tag and where the input ends. Skips what it does not know.</param>
    /// <returns>What is wrong, and where, if the input ends early; else <see langword="null"/>.</returns>
    public static LoadDiagnostic? Walk(WireReader reader, Action<uint, int> read)
    {
        reader.MoveTo(0);
        int start = 0;
        try
        {
            while (reader.ReadTag(reader.Length) is var tag and not 0)
            {
                read(tag, reader.Length);
                start = reader.Position;
            }
        }
        catch (Exception error) when (WireException.IsDamage(error))
        {
            return new LoadDiagnostic(0, start, DiagnosticText.Of(reader.TextAt(start)), WireException.ExpectationOf(error) + "; what comes before is kept");
        }

        return null;
    }

    /// <summary>Reads a nested message, past whose damage reading goes on.</summary>
    /// <param name="reader">The input, at the message's length.</param>
    /// <param name="end">Where the message around it ends.</param>
    /// <param name="read">Reads the message; told where it ends.</param>
    /// <param name="what">What the message is, for the diagnostic.</param>
    /// <param name="damage">What is wrong with it, where it is.</param>
    /// <returns>Whether it was read whole.</returns>
    public static bool TryRead(WireReader reader, int end, Action<int> read, string what, out LoadDiagnostic? damage)
    {
        int messageEnd = reader.Enter(end);
        int start = reader.Position;
        damage = null;
        try
        {
            read(messageEnd);
            return true;
        }
        catch (Exception error) when (WireException.IsDamage(error))
        {
            damage = new LoadDiagnostic(0, start, DiagnosticText.Of(reader.TextAt(start)), $"{what}: {WireException.ExpectationOf(error)}");
            reader.MoveTo(messageEnd);
            return false;
        }
    }
}
