using System.Text;
using FlameScope.Formats.Intervals;

namespace FlameScope.Formats.Speedscope;

/// <summary>Makes samples of evented profiles, whose spans open and close.</summary>
internal sealed class EventedProfiles
{
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly FrameTable _frames;
    private readonly IntervalGrid _grid;

    /// <param name="builder">Where samples go.</param>
    /// <param name="context">The account of what could not be read.</param>
    /// <param name="frames">The frames.</param>
    public EventedProfiles(SampleStoreBuilder builder, LoadContext context, FrameTable frames)
    {
        _builder = builder;
        _context = context;
        _frames = frames;
        _grid = new IntervalGrid(builder, context);
    }

    /// <summary>Adds the samples of one profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="timeOfValues">The time of samples whose unit is none of time.</param>
    public void Add(RawProfile profile, long timeOfValues)
    {
        long unit = Math.Max(1, profile.NanosecondsPerUnit);
        OpenSpans spans = profile.NanosecondsPerUnit > 0
            ? new OpenSpans(_builder, _grid, ThreadOf(profile), _builder.AddEventKind("spans"u8, IntervalGrid.KindOf(EventClock.Wall)))
            : new OpenSpans(_builder, new TimelessRuns(_builder, _context, timeOfValues), ThreadOf(profile), SampledProfiles.KindOfValues(_builder, profile));
        OpenFrames open = new();
        for (int i = 0; i < profile.Events.Count; i++)
        {
            RawEvent next = profile.Events[i];
            long at = profile.Events.TimeOf(i, unit);
            if (at < spans.Now)
            {
                Correct(next, "a time that does not go back; the latest one is taken");
            }

            if (next.Frame >= _frames.Count && !_context.IsTruncated)
            {
                _context.AddUnparsed(new LoadDiagnostic(0, next.Place, "", "an event of a frame in shared.frames"));
            }
            else if (next.Opens)
            {
                Open(spans, open, next.Frame, at);
            }
            else
            {
                Close(spans, open, next, at);
            }
        }

        CloseAll(spans, profile, unit);
        profile.Release();
    }

    private void Open(OpenSpans spans, OpenFrames open, int frame, long at)
    {
        FrameRole role = _frames.RoleOf(frame);
        SampleActivity activity = role == FrameRole.External && open.Innermost is int caller && DotNetTrace.IsWait(_frames.NameOf(caller))
            ? SampleActivity.Waiting
            : SampleActivity.Working;
        spans.Open(role == FrameRole.Frame ? _frames[frame] : role == FrameRole.External && activity == SampleActivity.Working ? _frames.NativeOrWaiting : null, at, activity);
        open.Push(frame);
    }

    // What closes is the innermost span; where another is named, all inside it close, too.
    private void Close(OpenSpans spans, OpenFrames open, in RawEvent closing, long at)
    {
        int level = open.LevelOf(closing.Frame);
        if (level < 0)
        {
            Correct(closing, "the end of an open span; it is passed over");
            return;
        }

        if (level < open.Count - 1)
        {
            Correct(closing, "the end of the innermost span; those inside it end here, too");
        }

        while (open.Count > level)
        {
            spans.Close(at);
            open.Pop();
        }
    }

    private void CloseAll(OpenSpans spans, RawProfile profile, long unit)
    {
        if (spans.Depth == 0)
        {
            return;
        }

        long end = profile.End is FixedNumber told ? Math.Max(spans.Now, told.In(unit)) : spans.Now;
        for (int i = 0; i < spans.Depth && !profile.IsCut; i++)
        {
            _context.AddCorrection(new LoadDiagnostic(0, profile.Offset, DiagnosticText.Of(profile.Name), "the end of each span in the profile; those open end with it"));
        }

        spans.CloseAll(profile.IsCut ? spans.Now : end);
    }

    private void Correct(in RawEvent place, string expected) => _context.AddCorrection(new LoadDiagnostic(0, place.Place, DiagnosticText.Of(_frames.NameOf(place.Frame)), expected));

    private ThreadId ThreadOf(RawProfile profile)
    {
        ThreadName name = ThreadName.Parse(Encoding.UTF8.GetString(profile.Name), isOurs: false);
        int pid = name.Pid;
        for (int i = 0; i < profile.Events.Count; i++)
        {
            RawEvent first = profile.Events[i];
            if (_frames.RoleOf(first.Frame) is not (FrameRole.Process or FrameRole.Group))
            {
                break;
            }

            if (_frames.RoleOf(first.Frame) == FrameRole.Process && DotNetTrace.TryReadProcess(_frames.NameOf(first.Frame), out int process))
            {
                pid = process;
                break;
            }
        }

        return _builder.AddThread(Encoding.UTF8.GetBytes(name.Command), pid, name.Tid);
    }
}
