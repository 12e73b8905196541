using System.Buffers;
using System.Text;

namespace FlameScope.Samples;

/// <summary>What a function's name keeps where everything goes that does not tell it from other functions. It is always one part of the name.</summary>
internal static class ShortName
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);
    private static readonly SearchValues<byte> Signs = SearchValues.Create("+-*/%^&|~!=<>,[]"u8);

    // What V8 writes before a name, and its tiers: interpreted, baseline and optimized code.
    private static readonly byte[][] ScriptPrefixes =
        [.. new[] { "JS:", "LazyCompile:", "Function:", "Script:", "Eval:" }.Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] CopySuffixes =
    [
        .. new[] { ".constprop", ".isra", ".part", ".cold", ".hot", ".warm", ".lto_priv", ".llvm", ".localalias", ".ipa-cp", ".ipa-icf", ".resolver", ".ifunc" }
            .Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] Qualifiers =
        [.. new[] { "const", "volatile", "noexcept", "&", "&&" }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Gives the short form of a name; the name itself where nothing can go.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> rest = WithoutScriptPrefix(name);
        rest = WithoutCopySuffixes(WithoutTier(WithoutRustHash(rest)));
        ReadOnlySpan<byte> bare = WithoutParameters(rest);

        // Only what has parameters has a return type.
        rest = bare.Length < rest.Length ? WithoutReturnType(WithoutCopySuffixes(bare)) : rest;
        return rest.IsEmpty ? name : rest;
    }

    // JS:*route /app/index.js:12:8, LazyCompile:~route /app/index.js:12:8
    private static ReadOnlySpan<byte> WithoutScriptPrefix(ReadOnlySpan<byte> name)
    {
        foreach (byte[] prefix in ScriptPrefixes)
        {
            if (name.StartsWith(prefix))
            {
                ReadOnlySpan<byte> rest = name[prefix.Length..];
                return (rest is [(byte)'*' or (byte)'~' or (byte)'^' or (byte)'+', ..] ? rest[1..] : rest).TrimStart((byte)' ');
            }
        }

        return name;
    }

    // void [app] P::Main()[OptimizedTier1]
    private static ReadOnlySpan<byte> WithoutTier(ReadOnlySpan<byte> name)
    {
        int bracket = name is [.., (byte)']'] ? name.LastIndexOf((byte)'[') : -1;
        return bracket > 0 && name[bracket - 1] == ')' && bracket < name.Length - 2 ? name[..bracket] : name;
    }

    // core::fmt::write::h0123456789abcdef
    private static ReadOnlySpan<byte> WithoutRustHash(ReadOnlySpan<byte> name)
    {
        const int Digits = 16;
        int start = name.Length - Digits;
        return start > 3 && name[(start - 3)..start].SequenceEqual("::h"u8) && !name[start..].ContainsAnyExcept(HexDigits)
            ? name[..(start - 3)]
            : name;
    }

    // copy_user.isra.0, main.cold, f() [clone .constprop.0]
    private static ReadOnlySpan<byte> WithoutCopySuffixes(ReadOnlySpan<byte> name)
    {
        while (true)
        {
            ReadOnlySpan<byte> rest = name;
            int clone = name is [.., (byte)']'] ? name.LastIndexOf(" [clone "u8) : -1;
            if (clone > 0)
            {
                rest = name[..clone];
            }
            else
            {
                ReadOnlySpan<byte> unnumbered = name.TrimEnd("0123456789"u8);
                ReadOnlySpan<byte> word = unnumbered.Length < name.Length && unnumbered is [.., (byte)'.'] ? unnumbered[..^1] : name;
                foreach (byte[] suffix in CopySuffixes)
                {
                    if (word.Length > suffix.Length && word.EndsWith(suffix))
                    {
                        rest = word[..^suffix.Length];
                        break;
                    }
                }
            }

            if (rest.Length == name.Length)
            {
                return name;
            }

            name = rest;
        }
    }

    // The parentheses that a name ends with, where they stand right after it: "(anonymous namespace)", "(idle)" and "f (x.js:1)" are names.
    private static ReadOnlySpan<byte> WithoutParameters(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> rest = WithoutQualifiers(name);
        if (rest is not [.., (byte)')'])
        {
            return name;
        }

        int depth = 0;
        for (int i = rest.Length - 1; i > 0; i--)
        {
            depth += rest[i] == ')' ? 1 : rest[i] == '(' ? -1 : 0;
            if (depth == 0)
            {
                ReadOnlySpan<byte> before = rest[..i];
                bool isName = char.IsAsciiLetterOrDigit((char)before[^1]) || before[^1] is (byte)'_' or (byte)'$' or (byte)'>' or (byte)']' or (byte)'}' or >= 0x80
                    || before.EndsWith("operator()"u8) || IsOperator(before);
                return isName && !before.EndsWith("operator"u8) ? before : name;
            }
        }

        return name;
    }

    private static bool IsOperator(ReadOnlySpan<byte> name)
    {
        int start = name.LastIndexOf("operator"u8);
        return start >= 0 && name[(start + "operator".Length)..] is { IsEmpty: false } sign && !sign.ContainsAnyExcept(Signs);
    }

    private static ReadOnlySpan<byte> WithoutQualifiers(ReadOnlySpan<byte> name)
    {
        for (int space = name.LastIndexOf((byte)' '); space > 0; space = name.LastIndexOf((byte)' '))
        {
            ReadOnlySpan<byte> word = name[(space + 1)..];
            bool isQualifier = false;
            foreach (byte[] qualifier in Qualifiers)
            {
                isQualifier |= word.SequenceEqual(qualifier);
            }

            if (!isQualifier)
            {
                return name;
            }

            name = name[..space];
        }

        return name;
    }

    // What stands before the last blank that is in no brackets; operators may have blanks and brackets in their names.
    private static ReadOnlySpan<byte> WithoutReturnType(ReadOnlySpan<byte> name)
    {
        int depth = 0;
        int start = 0;
        for (int i = 0; i < name.Length; i++)
        {
            if (depth == 0 && name[i..].StartsWith("operator"u8) && (i == 0 || name[i - 1] is (byte)':' or (byte)' '))
            {
                break;
            }

            depth += name[i] is (byte)'<' or (byte)'(' or (byte)'[' or (byte)'{' ? 1 : name[i] is (byte)'>' or (byte)')' or (byte)']' or (byte)'}' ? -1 : 0;
            start = depth == 0 && name[i] == ' ' ? i + 1 : start;
        }

        return name[start..];
    }
}
