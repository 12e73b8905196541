using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Formats.Speedscope;

/// <summary>One profile as the file has it: what its numbers mean may stand after them.</summary>
internal sealed class RawProfile
{
    private const int BytesPerSample = 12;
    private const int BytesPerEvent = 20;

    /// <summary>Stacks of a sampled profile.</summary>
    public Column<StackId> Stacks = new();

    /// <summary>Weights of a sampled profile.</summary>
    public FixedNumbers Weights = new();

    /// <summary>What opens and closes in an evented profile.</summary>
    public RawEvents Events = new();

    public string Type { get; set; } = "";

    public byte[] Name { get; set; } = [];

    public string Unit { get; set; } = "none";

    public FixedNumber Start { get; set; }

    public FixedNumber? End { get; set; }

    /// <summary>Whether the text ends inside it.</summary>
    public bool IsCut { get; set; }

    /// <summary>Where it begins in the text.</summary>
    public long Offset { get; init; }

    /// <summary>Nanoseconds in its unit; 0 where that is none of time.</summary>
    public long NanosecondsPerUnit => Unit switch
    {
        "nanoseconds" => 1,
        "microseconds" => 1_000,
        "milliseconds" => 1_000_000,
        "seconds" => 1_000_000_000,
        _ => 0,
    };

    public long EstimatedBytes => ((long)Stacks.Count * sizeof(int)) + ((long)Weights.Count * BytesPerSample) + ((long)Events.Count * BytesPerEvent);

    /// <summary>Lets go of what has become samples.</summary>
    public void Release()
    {
        Stacks = new Column<StackId>();
        Weights = new FixedNumbers();
        Events = new RawEvents();
    }
}
