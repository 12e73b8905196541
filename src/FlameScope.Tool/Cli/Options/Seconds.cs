using System.CommandLine.Parsing;

namespace FlameScope.Tool.Cli;

/// <summary>Seconds among the options, and as people read them.</summary>
internal static class Seconds
{
    /// <summary>Reads an option's value, and says what is wrong with it where it is no number of seconds.</summary>
    public static long? Parse(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (TimeText.TryParseSeconds(text, out long nanoseconds))
        {
            return nanoseconds;
        }

        argument.AddError(
            $"'{text}' is no number of seconds for {NameOf(argument)}: expected digits such as 12 or 12.34, not negative, at most nine decimals.");
        return null;
    }

    /// <summary>Seconds as people read them: with three, six or nine decimals, as the value needs.</summary>
    public static string Readable(Int128 nanoseconds)
    {
        string exact = TimeText.Seconds(nanoseconds);
        int point = exact.IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 0 : exact.Length - point - 1;
        int wanted = Math.Max(3, (decimals + 2) / 3 * 3);
        return (point < 0 ? exact + "." : exact) + new string('0', wanted - decimals);
    }

    private static string NameOf(ArgumentResult argument) =>
        argument.Parent is OptionResult option ? option.Option.Name : argument.Argument.Name;
}
