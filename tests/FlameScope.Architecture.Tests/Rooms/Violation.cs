using FlameScope.Architecture.Tests.Reading;

namespace FlameScope.Architecture.Tests.Rooms;

/// <summary>A type that names another which its room may not know.</summary>
internal sealed record Violation(TypeId Type, string Room, TypeId Known, string KnownRoom)
{
    public override string ToString() => $"{Type} ({NameOf(Room)}) knows {Known} ({NameOf(KnownRoom)})";

    private static string NameOf(string room) => room.Length == 0 ? "top" : room;
}
