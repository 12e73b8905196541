using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using FlameScope.Formats;

namespace FlameScope;

/// <summary>The formats that a load tries. Immutable: packages add theirs to <see cref="Default"/> and hand the result on.</summary>
[CollectionBuilder(typeof(ProfileFormats), nameof(Create))]
[SuppressMessage("Naming", "CA1710", Justification = "A registry is named by what it holds.")]
public sealed class ProfileFormats : IReadOnlyCollection<IProfileFormat>
{
    private readonly IProfileFormat[] _formats;

    private ProfileFormats(IProfileFormat[] formats) => _formats = formats;

    /// <summary>The library's own formats.</summary>
    public static ProfileFormats Default { get; } = new(
    [
        new PerfDataFormat(),
        new PackedRecordingFormat(),
        new SpeedscopeFormat(),
        new FirefoxFormat(),
        new CpuProfileFormat(),
        new TraceEventsFormat(),
        new JfrFormat(),
        new NetTraceFormat(),
        new BpftraceFormat(),
        new PerfScriptFormat(),
        new FoldedFormat(),
    ]);

    /// <summary>Number of formats.</summary>
    public int Count => _formats.Length;

    /// <summary>Just these formats, in this order.</summary>
    /// <param name="formats">The formats.</param>
    public static ProfileFormats Create(params ReadOnlySpan<IProfileFormat> formats) => new(formats.ToArray());

    /// <summary>These formats and one more, which is asked before them.</summary>
    /// <param name="format">The format. It takes the place of one with the same name, in any case.</param>
    /// <exception cref="ArgumentNullException"><paramref name="format"/> is <see langword="null"/>.</exception>
    public ProfileFormats Add(IProfileFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return new ProfileFormats([format, .. _formats.Where(known => !IsNamed(known, format.Name))]);
    }

    /// <summary>A format by its name.</summary>
    /// <param name="name">The name, in any case; <c>-</c> and <c>_</c> stand for blanks.</param>
    /// <returns>The format; <see langword="null"/> where there is none of that name.</returns>
    public IProfileFormat? Find(string name) =>
        Array.Find(_formats, format => IsNamed(format, name)) ?? Array.Find(_formats, format => IsNamed(format, name.Replace('-', ' ').Replace('_', ' ')));

    /// <summary>
    /// The format that an input fits best: the first one that is sure, or else, of those that may be right, the first one whose
    /// <see cref="IProfileFormat.Extensions"/> fit the input's name, or else the first one.
    /// </summary>
    /// <param name="head">The input's beginning.</param>
    /// <returns>The format; <see langword="null"/> where none fits.</returns>
    public IProfileFormat? Recognize(in ProfileHead head)
    {
        IProfileFormat? maybe = null;
        IProfileFormat? named = null;
        foreach (IProfileFormat format in _formats)
        {
            switch (format.Match(head))
            {
                case FormatMatch.Sure:
                    return format;
                case FormatMatch.Maybe:
                    maybe ??= format;
                    named ??= HasExtension(format, head.FileName) ? format : null;
                    break;
                default:
                    break;
            }
        }

        return named ?? maybe;
    }

    /// <inheritdoc/>
    public IEnumerator<IProfileFormat> GetEnumerator() => ((IEnumerable<IProfileFormat>)_formats).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsNamed(IProfileFormat format, string name) => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase);

    // Compression has an ending of its own.
    private static bool HasExtension(IProfileFormat format, string? fileName) => fileName is not null && format.Extensions.Any(extension =>
        fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(extension + ".gz", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(extension + ".zst", StringComparison.OrdinalIgnoreCase));
}
