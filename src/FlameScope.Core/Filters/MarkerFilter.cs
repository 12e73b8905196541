namespace FlameScope.Filters;

/// <summary>Which markers belong to a slice.</summary>
internal static class MarkerFilter
{
    public static IReadOnlyList<Marker> MarkersOf(ProfileSlice slice)
    {
        Profile profile = slice.Profile;
        if (profile.Markers.IsEmpty)
        {
            return [];
        }

        if (slice.Ranges.Count > 0)
        {
            profile.ThrowIfNoClock();
        }

        List<Marker> inside = [];
        foreach (Marker marker in profile.Markers)
        {
            if (IsInTime(slice, marker) && (slice.Filter.Where is null || AnswerOf(slice.Filter.Where, profile, marker) != false))
            {
                inside.Add(marker);
            }
        }

        return inside;
    }

    private static bool IsInTime(ProfileSlice slice, Marker marker)
    {
        foreach (TimeRange range in slice.Ranges)
        {
            if (marker.IsIn(range))
            {
                return true;
            }
        }

        return slice.Ranges.Count == 0;
    }

    // A marker has a thread at most: what asks for anything else of it has no answer, and leaves nothing out.
    private static bool? AnswerOf(SampleCondition condition, Profile profile, Marker marker)
    {
        switch (condition)
        {
            case NotCondition not:
                return !AnswerOf(not.Inner, profile, marker);
            case GroupCondition group:
                return AnswerOf(group, profile, marker);
            case TimeCondition time:
                return marker.IsIn(time.Range);
            default:
                break;
        }

        if (marker.Thread is not ThreadId id)
        {
            return null;
        }

        ProfiledThread thread = profile.ThreadTable[id.Value];
        return condition switch
        {
            CommandCondition command => command.Pattern.IsMatch(profile.Strings[thread.Command]),
            ProcessCondition process => process.Pid == thread.PidOrTid,
            ThreadCondition own => own.Tid == thread.Tid,
            _ => null,
        };
    }

    private static bool? AnswerOf(GroupCondition group, Profile profile, Marker marker)
    {
        bool? answer = group.IsAll;
        foreach (SampleCondition part in group.Parts)
        {
            bool? own = AnswerOf(part, profile, marker);
            if (own == !group.IsAll)
            {
                return own;
            }

            answer = own is null ? null : answer;
        }

        return answer;
    }
}
