namespace FlameScope.Tool.Commands;

/// <summary>Something that an assistant may say when it asks.</summary>
/// <param name="Name">Its name, which is the API's.</param>
/// <param name="Description">What it is, for the assistant.</param>
internal sealed record QuestionParameter(string Name, string Description)
{
    /// <summary>Whether there is no answer without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether several values may be given.</summary>
    public bool IsList { get; init; }

    /// <summary>What it is where nothing is said; <see langword="null"/> for the API's own choice.</summary>
    public string? Default { get; init; }
}
