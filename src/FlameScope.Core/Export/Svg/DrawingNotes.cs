using System.Globalization;
using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>What a drawing says of the data behind it, broken into lines.</summary>
internal sealed class DrawingNotes
{
    // An estimate on the wide side for 12 px of whatever sans-serif font the reader has.
    private const double CharacterWidth = 6.6;

    private const string Separator = " · ";

    private readonly List<string> _lines = [""];
    private readonly int _charactersPerLine;

    /// <param name="width">Pixels a line.</param>
    public DrawingNotes(int width) => _charactersPerLine = (int)(width / CharacterWidth);

    /// <summary>The lines; at least one.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Adds what stands beside what is shown: first the count, then all that is left out.</summary>
    public void Add(Coverage coverage, string eventName, Metric metric)
    {
        if (metric != Metric.Samples)
        {
            Add(new MetricText(metric).Of(coverage.ShownWeight));
        }

        Add(Counted(coverage.Shown, "sample"));
        if (eventName.Length > 0)
        {
            Add(eventName);
        }

        AddCount(coverage.Idle, "idle left out");
        AddCount(coverage.Waiting, "waiting left out");
        AddCount(coverage.FilteredByEvent, "of other events left out");
        AddCount(coverage.FilteredByCondition, "left out by the filter");
        AddCount(coverage.Stackless, "without a stack");
        AddCount(coverage.Unparsed, "unparsed");
        AddCount(coverage.Lost, "lost by the profiler");
    }

    /// <summary>Adds a slice of time, in the seconds of the heat map and of the recording's clock.</summary>
    /// <param name="range">The slice.</param>
    /// <param name="origin">Where the heat map counts from; <see langword="null"/> where there is no such instant.</param>
    public void Add(TimeRange range, long? origin) => Add(SliceText.Of(range, origin));

    /// <summary>Starts a line of its own.</summary>
    public void BeginLine(string label)
    {
        if (_lines[^1].Length > 0)
        {
            _lines.Add("");
        }

        Add(label);
    }

    /// <summary>Adds one note.</summary>
    public void Add(string note)
    {
        note = Cut(note, _charactersPerLine);
        string line = _lines[^1];
        if (line.Length == 0)
        {
            _lines[^1] = note;
        }
        else if (line.Length + Separator.Length + note.Length <= _charactersPerLine)
        {
            _lines[^1] = line + Separator + note;
        }
        else
        {
            _lines.Add(note);
        }
    }

    /// <summary>A text that is no longer than a number of characters; a cut one ends in an ellipsis.</summary>
    public static string Cut(string text, int characters)
    {
        if (text.Length <= characters)
        {
            return text;
        }

        int length = Math.Max(0, characters - 1);
        return text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "…";
    }

    /// <summary>A count with its noun: <c>1 sample</c>, <c>1,234 samples</c>.</summary>
    public static string Counted(long count, string noun) =>
        count.ToString("N0", CultureInfo.InvariantCulture) + " " + noun + (count == 1 ? "" : "s");

    private void AddCount(long count, string what)
    {
        if (count > 0)
        {
            Add(count.ToString("N0", CultureInfo.InvariantCulture) + " " + what);
        }
    }
}
