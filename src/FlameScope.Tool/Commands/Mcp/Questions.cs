namespace FlameScope.Tool.Commands;

/// <summary>All questions that an assistant may ask: every view of a recording, in a form that is short enough to be read.</summary>
internal static class Questions
{
    private static readonly QuestionParameter Recording = new("profile", "Name of the recording, as list_recordings has it.") { IsRequired = true };

    private static readonly QuestionParameter[] Slice =
    [
        new("from", "Start of the slice: seconds after the recording's origin (7.2), or a time of day (19:42:21) or date and time where the recording knows it."),
        new("to", "End of the slice, in the same forms."),
    ];

    private static readonly QuestionParameter[] Filters =
    [
        new("event", "Kind of event; the recording's default by itself. recording_info names them."),
        new("command", "Only threads with such a name: a part of it, =name for the whole name, /regex/.") { IsList = true },
        new("process", "Only these processes, by id.") { IsList = true },
        new("thread", "Only these threads, by id.") { IsList = true },
        new("cpu", "Only these CPUs: 0-3,7.") { IsList = true },
        new("frame", "Only stacks with such a function: a part of its name, =name, /regex/; leaf:, root: and module: may stand before it.") { IsList = true },
        new("excludeFrame", "No stacks with such a function.") { IsList = true },
        new("waiting", "true to show samples of threads that waited, too."),
        new("idle", "true to show idle CPUs, too."),
    ];

    public static IReadOnlyList<Question> All { get; } =
    [
        new()
        {
            Name = "list_recordings",
            Description = "The recordings that can be asked about, with their formats and sizes.",
            Parameters = [],
            Answer = InfoAnswers.ListAsync,
        },
        new()
        {
            Name = "recording_info",
            Description = "What a recording holds: its time, events, threads and processes, where it was made, and what could not be read of it.",
            Parameters = [Recording],
            Answer = InfoAnswers.InfoAsync,
        },
        new()
        {
            Name = "find_perturbations",
            Description = "When the program behaved unlike its surroundings (bursts, rhythms, steps, stalls), with the functions that make the difference, the strongest evidence first. The question to begin with.",
            Parameters = [Recording, .. Slice, new("limit", "How many at most; 5 by default.") { Default = "5" }, .. Filters],
            Answer = FindingAnswers.FindAsync,
        },
        new()
        {
            Name = "heat_map",
            Description = "How much ran in each second, and how unevenly inside it: the columns of the subsecond-offset heat map.",
            Parameters = [Recording, .. Slice, new("column", "Seconds a column; what suits the recording by default."), .. Filters],
            Answer = MapAnswers.MapAsync,
        },
        new()
        {
            Name = "top_functions",
            Description = "The functions of a slice that ran most: by themselves, and with everything they called.",
            Parameters = [Recording, .. Slice, new("limit", "How many at most; 25 by default.") { Default = "25" }, .. Filters],
            Answer = TreeAnswers.TopAsync,
        },
        new()
        {
            Name = "flame_graph",
            Description = "The merged stacks of a slice as an indented tree, from callers to callees, with the share of each.",
            Parameters =
            [
                Recording, .. Slice,
                new("least", "Narrower frames are left out: a share from 0 to 1; 0.01 by default.") { Default = "0.01" },
                new("inverted", "true for the leaves first: what ran, then who called it."),
                .. Filters,
            ],
            Answer = TreeAnswers.FlameAsync,
        },
        new()
        {
            Name = "stack_chart",
            Description = "What threads did one thing after another: for each, the functions of a short slice with their times. Shows order, waiting and rhythm, where the flame graph adds up.",
            Parameters =
            [
                Recording, .. Slice,
                new("limit", "Threads at most, the busiest first; 4 by default.") { Default = "4" },
                new("least", "Shorter frames are left out: a share of the slice from 0 to 1; 0.02 by default.") { Default = "0.02" },
                .. Filters,
            ],
            Answer = ChartAnswers.ChartAsync,
        },
        new()
        {
            Name = "compare",
            Description = "What is different in a slice from another slice, or from another recording: functions by how much their share changed, and whether that is more than noise.",
            Parameters =
            [
                Recording, .. Slice,
                new("baseProfile", "The recording to compare with; the same by default."),
                new("baseFrom", "Start of the slice to compare with; where no baseline is given, it is the whole recording."),
                new("baseTo", "End of the slice to compare with."),
                new("limit", "How many functions at most; 25 by default.") { Default = "25" },
                .. Filters,
            ],
            Answer = TreeAnswers.CompareAsync,
        },
    ];
}
