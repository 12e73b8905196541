using Google.Protobuf;

namespace FlameScope.Formats.Protobuf.Wire;

/// <summary>The bytes are no protobuf, or end inside a field.</summary>
internal sealed class WireException(string expected) : Exception(expected)
{
    /// <summary>Whether an exception says that the bytes cannot be read on, by us or by the protobuf library.</summary>
    public static bool IsDamage(Exception error) => error is WireException or InvalidProtocolBufferException;

    /// <summary>What was expected where the damage is, for a diagnostic.</summary>
    public static string ExpectationOf(Exception error) => error is WireException ? error.Message : "a protobuf field (tag, then a value of its type)";
}
