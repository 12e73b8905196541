using FlameScope.Symbols.DotNet;
using FlameScope.Symbols.Itanium;
using FlameScope.Symbols.Rust;

namespace FlameScope.Symbols;

/// <summary>Turns the mangled names of C++ and Rust functions into the names that perf prints, and tidies those of .NET's runtime.</summary>
/// <remarks>
/// <para>Without parameters, return types and crate hashes, so that a name which perf left mangled and one which it did not are
/// the same. Names that another tool demangled only in part are tidied: the hash of a Rust function and its escapes go.</para>
/// <para>Any bytes may come: depth, steps, the length of a name and of its text are bounded, and what goes beyond stays as it
/// is. An instance keeps its buffers for the next name and is not safe for several threads at once.</para>
/// </remarks>
internal sealed class Demangler
{
    /// <summary>The longest name that is looked at, in bytes.</summary>
    public const int MaxNameLength = 16 * 1024;

    /// <summary>The longest text that a name may stand for, in bytes.</summary>
    public const int MaxTextLength = 64 * 1024;

    /// <summary>What perf adds to the name of an entry of the linkage table.</summary>
    public static ReadOnlySpan<byte> LinkageTable => "@plt"u8;

    private readonly NameText _text = new(MaxTextLength);
    private readonly CppDemangler _cpp = new();

    /// <summary>Demangles or tidies a name.</summary>
    /// <param name="name">The name as it was recorded.</param>
    /// <param name="demangled">The name to show, valid until the next call; empty where there is no other.</param>
    /// <returns>False where the name is to be shown as it is.</returns>
    public bool TryDemangle(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> demangled)
    {
        demangled = default;
        if (name.Length is < 3 or > MaxNameLength || !TryWrite(name))
        {
            return false;
        }

        demangled = _text.Written;
        return true;
    }

    /// <summary>Tidies a method's name of .NET's runtime.</summary>
    /// <param name="type">Its type, as reflection names it; empty for none.</param>
    /// <param name="method">Its name.</param>
    /// <param name="tidy">The name to show, valid until the next call; empty where there is no other.</param>
    /// <returns>False where the name is to be shown as it is.</returns>
    public bool TryTidyRuntimeName(ReadOnlySpan<byte> type, ReadOnlySpan<byte> method, out ReadOnlySpan<byte> tidy)
    {
        tidy = default;
        _text.Clear();
        if (type.Length + method.Length > MaxNameLength || !RuntimeName.TryWrite(type, method, _text))
        {
            return false;
        }

        tidy = _text.Written;
        return true;
    }

    private bool TryTidy(ReadOnlySpan<byte> name)
    {
        if (RustLegacyName.TryTidy(name, _text))
        {
            return true;
        }

        _text.Clear();
        return RuntimeName.TryTidy(name, _text);
    }

    private bool TryWrite(ReadOnlySpan<byte> name)
    {
        _text.Clear();
        if (name[0] != '_' || name[1] is not ((byte)'Z' or (byte)'R' or (byte)'G'))
        {
            return TryTidy(name);
        }

        // An @ begins what is no part of the name: that it is called by way of the linkage table, which is told, or a version.
        int end = name.IndexOf((byte)'@');
        ReadOnlySpan<byte> mangled = end < 0 ? name : name[..end];
        if (!TryWriteMangled(mangled) || _text.Length == 0)
        {
            return false;
        }

        if (name[mangled.Length..].SequenceEqual(LinkageTable))
        {
            _text.Append(LinkageTable);
        }

        return !_text.IsTooLong;
    }

    private bool TryWriteMangled(ReadOnlySpan<byte> mangled)
    {
        if (mangled.StartsWith("_R"u8))
        {
            return RustV0Name.TryDemangle(mangled, _text);
        }

        if (RustLegacyName.TryDemangle(mangled, _text))
        {
            return true;
        }

        _text.Clear();
        return _cpp.TryDemangle(mangled, _text);
    }
}
