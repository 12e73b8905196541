using System.Text.Json;
using FlameScope.Formats.Json;

namespace FlameScope.Formats.V8;

/// <summary>Reads the members of a recording, in any order.</summary>
internal static class V8ProfileReader
{
    private const int RunLength = 512;

    /// <summary>Reads a member's value.</summary>
    /// <param name="json">At the member's name; then at its value's end, or where reading is over.</param>
    /// <param name="profile">The recording.</param>
    /// <param name="builder">Where names go.</param>
    /// <returns>Whether it is a member of a recording; if not, nothing is read.</returns>
    public static bool TryReadMember(ref JsonCursor json, V8Profile profile, SampleStoreBuilder builder)
    {
        if (json.Is("nodes"u8))
        {
            ReadNodes(ref json, profile, builder);
        }
        else if (json.Is("head"u8))
        {
            if (json.EnterObject())
            {
                V8NodeReader.Read(ref json, profile.Nodes, builder);
            }
        }
        else if (json.Is("samples"u8))
        {
            ReadSamples(ref json, profile);
        }
        else if (json.Is("timeDeltas"u8))
        {
            ReadTimes(ref json, profile, isDelta: true);
        }
        else if (json.Is("timestamps"u8))
        {
            ReadTimes(ref json, profile, isDelta: false);
        }
        else if (json.Is("startTime"u8))
        {
            profile.Start = json.TryReadNumber(V8Profile.TimeDecimals, out long start) ? start : profile.Start;
        }
        else if (json.Is("endTime"u8))
        {
            profile.End = json.TryReadNumber(V8Profile.TimeDecimals, out long end) ? end : profile.End;
        }
        else
        {
            return false;
        }

        return true;
    }

    private static void ReadNodes(ref JsonCursor json, V8Profile profile, SampleStoreBuilder builder)
    {
        for (bool isArray = json.EnterArray(); isArray && json.ReadElement();)
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                V8NodeReader.Read(ref json, profile.Nodes, builder);
            }
            else
            {
                json.Skip();
            }
        }
    }

    // What is no id keeps its place, so that times stay with their samples.
    private static void ReadSamples(ref JsonCursor json, V8Profile profile)
    {
        Span<long> run = stackalloc long[RunLength];
        for (bool isArray = json.EnterArray(); isArray && json.ReadElement();)
        {
            profile.AddSamples([json.TryGetNumber(0, out long id) ? id : -1]);
            json.Skip();
            while (json.ReadNumbers(0, run) is var count and > 0)
            {
                profile.AddSamples(run[..count]);
            }
        }
    }

    private static void ReadTimes(ref JsonCursor json, V8Profile profile, bool isDelta)
    {
        Span<long> run = stackalloc long[RunLength];
        for (bool isArray = json.EnterArray(); isArray && json.ReadElement();)
        {
            profile.AddTimes([json.TryGetNumber(V8Profile.TimeDecimals, out long time) ? time : 0], isDelta);
            json.Skip();
            while (json.ReadNumbers(V8Profile.TimeDecimals, run) is var count and > 0)
            {
                run[..count].Replace(JsonRuns.Null, 0);
                profile.AddTimes(run[..count], isDelta);
            }
        }
    }
}
