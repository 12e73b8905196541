namespace FlameScope.Tool.Cli;

/// <summary>An option with its value, or a switch.</summary>
internal readonly record struct OptionWord(string Option, string? Value)
{
    public override string ToString() => Value is null ? Option : $"{Option} {ShellWord.Of(Value)}";
}
