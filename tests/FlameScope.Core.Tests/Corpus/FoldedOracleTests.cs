using System.Text;

namespace FlameScope.Core.Tests.Corpus;

/// <summary>What stackcollapse-perf.pl, which parses on its own, prints for the same recordings.</summary>
public sealed class FoldedOracleTests
{
    private const string Oracle = "folded-default.txt.gz";

    private static readonly string[] Different =
    [
        "formats/06-fields-min.txt.gz", // it needs a module in every frame line and drops all frames
        "formats/14-hide-call-graph.txt", // it reads no frames on event lines
        "formats/21-latency-format.txt.gz", // it takes the thread id in front of a bare CPU for a part of the command
        "formats/22-times-only.txt", // it prints nothing for samples without frames
        "formats/23-ip-sym-only.txt.gz", // no event lines: we refuse it
        "formats/24-event-first-fields.txt.gz", // frames without a module
        "formats/30-evil-names.txt.gz", // it cuts commands at a tab
        "formats/31-evil-names-fields.txt.gz", // the same
        "formats/32-evil-names-no-stack.txt", // frames on event lines
        "formats/32-evil-names-no-stack.txt.gz", // the same
        "formats/33-no-callgraph.txt", // the same
        "formats/33-no-callgraph.txt.gz", // the same
        "formats/35-multi-event-modifiers.txt.gz", // it reads ":-1 -1 [000]" as a command with its columns
        "formats/36-tracepoints-stacks.txt.gz", // it does not tell sched:sched_switch from syscalls:…
        "formats/37-tracepoints-no-stacks.txt.gz", // frames on event lines
        "formats/38-tracepoints-mix.txt.gz", // its first event is another
        "formats/39-evil-names-launched.txt.gz", // a line feed in a command
        "formats/40-dwarf-inline.txt.gz", // it drops inlined frames
        "formats/43-dwarf-srcline.txt.gz", // source lines
        "formats/44-lost-events.txt.gz", // inlined frames
        "formats/45-switch-events.txt.gz", // side-band lines
        "formats/47-addr-column.txt", // an address column
        "formats/51-comm-and-dso-from-file-name.txt", // a module with a colon
        "formats/62-crlf.txt.gz", // it finds nothing with CRLF
        "formats/63-truncated-mid-frame.txt.gz", // we leave the cut sample out
        "formats/64-truncated-mid-event-line.txt.gz", // the same
        "formats/65-no-trailing-newline.txt.gz", // it loses the last sample
        "formats/66-empty.txt",
        "formats/67-header-only.txt",
        "formats/69-utf16le.txt.gz",
        "formats/71-nul-padded.txt",
        "formats/75-no-blank-lines.txt.gz", // it needs the blank lines
        "formats/77-perf-data-by-mistake.txt",
        "formats/80-truncated.txt.gz",
        "formats/82-truncated.txt.zst",
        "formats/83-perf-script-D.txt.gz",
        "formats/84-perf-report.txt.gz",
        "formats/85-folded.txt.gz",
        "formats/86-perf-data-convert.json.gz",
    ];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Stacks_and_periods_equal_those_of_stackcollapse(string recording)
    {
        string oracle = Encoding.UTF8.GetString(CorpusFiles.ReadText(CorpusFiles.OracleOf(recording, Oracle)));
        Assert.Equal(StackCollapse.Theirs(oracle), StackCollapse.Ours(CorpusFiles.LoadRaw(recording)));
    }

    public static TheoryData<string> Recordings() => [.. CorpusFiles.RecordingsWithOracle(Oracle).Except(Different)];
}
