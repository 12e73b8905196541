using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>Writes the names of frames so that their kind shows, and what the signs for it mean.</summary>
internal sealed class FrameWriter
{
    private readonly bool _hasColors;
    private readonly TextWriter _text;
    private readonly HashSet<FrameKind> _kinds = [];

    public FrameWriter(TerminalCapabilities terminal, TextWriter text)
    {
        _hasColors = terminal.HasColors;
        _text = text;
    }

    /// <summary>A name as it will stand there: nothing in it moves the cursor, and without colours a suffix shows the kind.</summary>
    public string NameOf(string name, FrameKind? kind) =>
        _hasColors ? PlainText.Of(name) : PlainText.Of(name) + FrameKindStyle.SuffixOf(kind);

    /// <summary>Writes a name that <see cref="NameOf"/> gave.</summary>
    public void Write(string name, FrameKind? kind)
    {
        if (kind is FrameKind known)
        {
            _kinds.Add(known);
        }

        string style = _hasColors ? FrameKindStyle.EscapeOf(kind) : "";
        _text.Write(style.Length > 0 ? $"{style}{name}{FrameKindStyle.Reset}" : name);
    }

    /// <summary>Writes what the colours or suffixes written so far mean, below an empty line.</summary>
    public void WriteLegend()
    {
        List<string> legend = [];
        foreach (FrameKind kind in _kinds.Order())
        {
            string name = FrameKindStyle.NameOf(kind);
            string sign = _hasColors ? FrameKindStyle.EscapeOf(kind) : FrameKindStyle.SuffixOf(kind);
            if (sign.Length > 0)
            {
                legend.Add(_hasColors ? $"{sign}{name}{FrameKindStyle.Reset}" : $"{sign} {name}");
            }
        }

        if (legend.Count > 0)
        {
            _text.WriteLine();
            _text.WriteLine(string.Join(" · ", legend));
        }
    }
}
