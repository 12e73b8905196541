namespace FlameScope.Architecture.Tests.Rooms;

/// <summary>A project under <c>src</c>: what it may reference, and its rooms.</summary>
internal sealed record Project
{
    public required string Name { get; init; }

    /// <summary>The name of its assembly, where that is another.</summary>
    public string? Assembly { get; init; }

    /// <summary>The projects that it may reference.</summary>
    public required string[] Projects { get; init; }

    /// <summary>The packages that it may reference, those that only serve the build left out.</summary>
    public required string[] Packages { get; init; }

    /// <summary>Its rooms.</summary>
    public required Room[] Rooms { get; init; }

    /// <summary>
    /// What breaks the rules today, as <see cref="Violation"/> writes it: exactly that, so that who mends one takes it out here. It
    /// should be empty.
    /// </summary>
    public required string[] KnownViolations { get; init; }

    public string AssemblyName => Assembly ?? Name;
}
